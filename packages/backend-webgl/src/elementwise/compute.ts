import { DeviceLostError } from '@striate/tensor';
import type { ProgramSpec, UniformValue } from '../device/Program';
import type { Texture } from '../device/TexturePool';
import type { Gpu } from '../Gpu';
import { type Expression, eachLeaf, type Leaf, placeOf } from './Expression';
import { writeProgram } from './writeProgram';

/** Programs by the form of what they compute, whatever its textures and numbers. */
const programs = new Map<string, ProgramSpec>();

/** What a draw of an expression needs beside its program. */
interface Form {
  /** The expression with its leaves numbered: the same for all that differ in textures and numbers only. */
  readonly key: string;
  readonly leaves: readonly Leaf[];
  readonly uniforms: Readonly<Record<string, UniformValue>>;
}

/** Fills `out`, and lets go of the leaves. */
export function compute(gpu: Gpu, out: Texture, expression: Expression): void {
  const { key, leaves, uniforms } = formOf(expression);
  for (const { texture } of leaves) {
    if (texture.generation !== gpu.device.pool.generation)
      throw new DeviceLostError('webgl: values were lost with the context of the GPU: make them again');
  }
  const name = `${out.kind} ${key}`;
  let program = programs.get(name);
  if (!program) {
    program = writeProgram(expression, out.kind, leaves);
    programs.set(name, program);
  }
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
