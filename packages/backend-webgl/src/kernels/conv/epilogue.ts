import type { FusedActivation } from '@striate/tensor';
import type { Kind } from '../../device/formats';
import type { UniformType, UniformValue } from '../../device/Program';
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

const activations: readonly FusedActivation[] = ['linear', 'relu', 'relu6', 'sigmoid', 'tanh'];

export const epilogueInputs = { scale: 'float', shift: 'float', residual: 'float' } satisfies Record<string, Kind>;

/** Whether there is a scale, a shift and a residual, and which activation: switches of one text, for they cost nothing measurable. */
export const epilogueUniforms = { epilogue: 'ivec4' } satisfies Record<string, UniformType>;

const { relu, sigmoid, tanh } = elementOps;
const heads: readonly ElementOp[] = [relu, sigmoid, tanh];

export const epilogueHead = `
${[...new Set(heads.flatMap((op) => op.heads ?? []))].join('\n')}
vec4 scaleOf(int texel) {
  int row = texel / scaleLayout.y;
  return scaleAt(row, texel - row * scaleLayout.y);
}
vec4 shiftOf(int texel) {
  int row = texel / shiftLayout.y;
  return shiftAt(row, texel - row * shiftLayout.y);
}
vec4 finish(vec4 s, int row, vec4 factor, vec4 offset) {
  s = s * factor + offset;
  if (epilogue.z == 1) s += residualAt(row, outTexel);
  if (epilogue.w == 0) return s;
  if (epilogue.w == 3) return ${sigmoid.text(['s'], ['float'])};
  if (epilogue.w == 4) return ${tanh.text(['s'], ['float'])};
  s = ${relu.text(['s'])};
  return epilogue.w == 2 ? mix(s, vec4(6.0), greaterThan(s, vec4(6.0))) : s;
}`;

/** Results from the sums. */
export const finish = (rows: number): string => `
  vec4 factor = epilogue.x == 1 ? scaleOf(outTexel) : vec4(1.0);
  vec4 offset = epilogue.y == 1 ? shiftOf(outTexel) : vec4(0.0);
${each(rows, (r) => `  y${r} = finish(s${r}, outRow + ${r}, factor, offset);`)}`;

/** The textures and the uniform of an epilogue. What is absent is bound to `instead`, a texture that is bound anyway. */
export function epilogueOf(
  gpu: Gpu,
  { scale, shift, residual, activation = 'linear' }: Epilogue,
  columns: number,
  instead: Texture,
): { textures: readonly Texture[]; uniforms: Readonly<Record<string, UniformValue>> } {
  const textures = [
    scale ? vectorTexture(gpu, scale) : instead,
    shift ? vectorTexture(gpu, shift) : instead,
    residual ? gpu.texture(residual, columns) : instead,
  ];
  const given = [scale, shift, residual].map((view) => (view ? 1 : 0));
  return { textures, uniforms: { epilogue: [...given, activations.indexOf(activation)] } };
}
