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

/** What an activation calls, and its text. */
function activationText(activation: FusedActivation): Pick<ElementOp, 'heads'> & { apply: (s: string) => string } {
  if (activation === 'linear') return { apply: () => '' };
  const { heads, text }: ElementOp = elementOps[activation === 'relu6' ? 'relu' : activation];
  const six = (s: string) =>
    activation === 'relu6' ? ` ${s} = mix(${s}, vec4(6.0), greaterThan(${s}, vec4(6.0)));` : '';
  return { heads, apply: (s) => `${s} = ${text([s], ['float'])};${six(s)}` };
}

const vectorOf = (name: string) => `
vec4 ${name}Of(int texel) {
  int row = texel / ${name}Layout.y;
  return ${name}At(row, texel - row * ${name}Layout.y);
}`;

/** Which parts an epilogue has. */
interface Parts extends Readonly<Partial<Record<'scale' | 'shift' | 'residual', unknown>>> {
  readonly activation?: FusedActivation;
}

/** The text that ends a product like this. */
export function endingOf({ scale, shift, residual, activation = 'linear' }: Parts): Ending {
  const { heads = [], apply } = activationText(activation);
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
      `${scale ? `${s} *= factor;` : ''} ${shift ? `${s} += offset;` : ''} ${residual ? `${s} += residualAt(${row}, outTexel);` : ''} ${apply(s)}`,
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
