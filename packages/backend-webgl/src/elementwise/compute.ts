import { DeviceLostError } from '@striate/tensor';
import type { UniformValue } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import type { Gpu } from '../Gpu';
import { variant } from '../kernels/variant';
import { type Expression, eachLeaf, type Leaf, placeOf } from './Expression';
import { writeProgram } from './writeProgram';

/** What a draw of an expression needs beside its program. */
interface Form {
  /** The expression with its leaves numbered: the same for all that differ in textures and numbers only. */
  readonly key: string;
  readonly leaves: readonly Leaf[];
  readonly uniforms: Readonly<Record<string, UniformValue>>;
}

/** Fills `out`. The leaves stay with who holds the expression. */
export function compute(gpu: Gpu, out: Texture, expression: Expression): void {
  const { key, leaves, uniforms } = formOf(expression);
  for (const { texture } of leaves) {
    if (texture.generation !== gpu.device.pool.generation)
      throw new DeviceLostError('webgl: values were lost with the context of the GPU: make them again');
  }
  const program = variant(`elements ${out.kind} ${key}`, () => writeProgram(expression, out.kind, leaves));
  gpu.draw(
    program,
    out,
    leaves.map((leaf) => leaf.texture),
    uniforms,
  );
}

/** Numbers leaves and constants as the program does. */
function formOf(expression: Expression): Form {
  const leaves: Leaf[] = [];
  const uniforms: Record<string, UniformValue> = {};
  let constants = 0;
  const walk = (each: Expression): string => {
    if (each.kind === 'constant') {
      uniforms[`c${constants}`] = each.value;
      constants++;
      return each.type;
    }
    if (each.kind === 'leaf') {
      const at = placeOf(each, leaves);
      uniforms[`r${at}`] = each.row;
      return `${each.texture.kind} ${each.access} ${at}`;
    }
    return `${each.op.name}(${each.inputs.map(walk).join(',')})`;
  };
  return { key: walk(expression), leaves, uniforms };
}

/** Textures are held by every leaf. */
export function retain(expression: Expression): void {
  eachLeaf(expression, ({ texture }) => {
    texture.users++;
  });
}

export function release(gpu: Gpu, expression: Expression): void {
  eachLeaf(expression, ({ texture }) => gpu.release(texture));
}
