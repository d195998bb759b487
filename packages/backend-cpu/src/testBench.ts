import { type DType, hostArray, type Shape, sizeOf, type TypedArray, type View } from '@striate/tensor';
import { createEngine } from './engine';
import { createKernels } from './kernels';
import type { Ptr } from './memory';

// For tests: kernels called directly on host arrays, with guard values around every output.

export const engine = createEngine();
export const kernels = createKernels(engine);
const { memory } = engine;

/** Reproducible values in [-1, 1). */
export function values(size: number, seed = 1): Float32Array {
  let state = seed * 2654435761;
  return Float32Array.from({ length: size }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) | 0;
    return state / 2147483648;
  });
}

export function view(shape: Shape, data: TypedArray, dtype?: DType): View<Ptr> {
  const type = dtype ?? (data instanceof Float32Array ? 'float32' : data instanceof Int32Array ? 'int32' : 'uint8');
  const buffer = memory.alloc(data.byteLength);
  memory.write(buffer, data);
  return { buffer, shape, dtype: type, size: data.length };
}

export function random(shape: Shape, seed = 1): View<Ptr> {
  return view(shape, values(sizeOf(shape), seed));
}

export function data(x: View<Ptr>): TypedArray {
  return memory.read(x.buffer, x.dtype, x.size);
}

const GUARD = 64;

/** Runs `kernel` on a fresh output full of rubbish, checks that nothing behind it was written, and returns its values. */
export function output(shape: Shape, dtype: DType, kernel: (out: View<Ptr>) => void): TypedArray {
  const size = sizeOf(shape);
  const bytes = hostArray(dtype, size).byteLength;
  const buffer = memory.alloc(bytes + GUARD);
  memory.write(buffer, new Uint8Array(bytes + GUARD).fill(0xa5));
  kernel({ buffer, shape, dtype, size });
  const behind = memory.read(buffer + bytes, 'uint8', GUARD);
  const at = behind.findIndex((v) => v !== 0xa5);
  if (at >= 0) throw new Error(`kernel wrote ${at} bytes past the end of ${shape.join('x')}`);
  const result = memory.read(buffer, dtype, size);
  memory.free(buffer);
  return result;
}

/** Largest difference relative to the largest magnitude. */
export function difference(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`${actual.length} values, expected ${expected.length}`);
  let worst = 0;
  let scale = 1e-30;
  for (let i = 0; i < actual.length; i++) {
    const d = Math.abs(actual[i] - expected[i]);
    worst = Number.isNaN(d) ? Number.POSITIVE_INFINITY : Math.max(worst, d);
    scale = Math.max(scale, Math.abs(expected[i]));
  }
  return worst / scale;
}

/** Root of the mean square of the difference, relative to that of the expected values. */
export function relativeError(actual: ArrayLike<number>, expected: ArrayLike<number>): number {
  if (actual.length !== expected.length) throw new Error(`${actual.length} values, expected ${expected.length}`);
  let wrong = 0;
  let right = 0;
  for (let i = 0; i < expected.length; i++) {
    wrong += (actual[i] - expected[i]) ** 2;
    right += expected[i] ** 2;
  }
  return Math.sqrt(wrong / right);
}
