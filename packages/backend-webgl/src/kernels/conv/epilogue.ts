import type { FusedActivation } from '@striate/tensor';
import type { Kind } from '../../device/formats';
import type { Texture } from '../../device/TexturePool';
import { type ElementOp, elementOps } from '../../elementwise/elementOps';
import type { Gpu, GpuView } from '../../Gpu';
import { vectorTexture } from '../vectorTexture';
import { each } from './text';

/** What a product can end with: `activation(product * scale + shift + residual)`. */
export interface Epilogue {
  readonly scale?: GpuView;
  readonly shift?: GpuView;
  readonly residual?: GpuView;
  readonly activation?: FusedActivation;
}

/** The text of an epilogue. It is baked into programs: software drivers run both sides of a branch. */
export interface Ending {
  /** The same for the same text. */
  readonly key: string;
  readonly inputs: Readonly<Record<string, Kind>>;
  readonly head: string;
  /** What is the same for all rows. */
  readonly constants: string;
  /** Ends the sum in variable `s`. */
  readonly apply: (s: string, row: string) => string;
}

const six = (s: string) => `${s} = mix(${s}, vec4(6.0), greaterThan(${s}, vec4(6.0)));`;
const byOp =
  ({ text }: ElementOp) =>
  (s: string) =>
    `${s} = ${text([s], ['float'])};`;
const { relu, sigmoid, tanh } = elementOps as Readonly<Record<'relu' | 'sigmoid' | 'tanh', ElementOp>>;

const activations: Readonly<Record<FusedActivation, { heads?: ElementOp['heads']; text: (s: string) => string }>> = {
  linear: { text: () => '' },
  relu: { heads: relu.heads, text: byOp(relu) },
  relu6: { heads: relu.heads, text: (s) => `${byOp(relu)(s)} ${six(s)}` },
  sigmoid: { heads: sigmoid.heads, text: byOp(sigmoid) },
  tanh: { heads: tanh.heads, text: byOp(tanh) },
};

const vectorOf = (name: string) => `
vec4 ${name}Of(int texel) {
  int row = texel / ${name}Layout.y;
  return ${name}At(row, texel - row * ${name}Layout.y);
}`;

/** The text that ends a product like this. */
export function endingOf({ scale, shift, residual, activation = 'linear' }: Epilogue): Ending {
  const { heads = [], text } = activations[activation];
  const inputs: Record<string, Kind> = {};
  if (scale) inputs.scale = 'float';
  if (shift) inputs.shift = 'float';
  if (residual) inputs.residual = 'float';
  return {
    key: [...Object.keys(inputs), activation].join(' '),
    inputs,
    head: [...heads, scale ? vectorOf('scale') : '', shift ? vectorOf('shift') : ''].join('\n'),
    constants: `${scale ? 'vec4 factor = scaleOf(outTexel);' : ''} ${shift ? 'vec4 offset = shiftOf(outTexel);' : ''}`,
    apply: (s, row) =>
      `${scale ? `${s} *= factor;` : ''} ${shift ? `${s} += offset;` : ''} ${residual ? `${s} += residualAt(${row}, outTexel);` : ''} ${text(s)}`,
  };
}

/** The inputs of that text. */
export function endingTextures(gpu: Gpu, { scale, shift, residual }: Epilogue, columns: number): readonly Texture[] {
  return [
    ...(scale ? [vectorTexture(gpu, scale)] : []),
    ...(shift ? [vectorTexture(gpu, shift)] : []),
    ...(residual ? [gpu.texture(residual, columns)] : []),
  ];
}

/** Results from the sums. */
export const finish = (rows: number, { constants, apply }: Ending): string => `
  ${constants}
${each(rows, (r) => `  ${apply(`s${r}`, `outRow + ${r}`)} y${r} = s${r};`)}`;
