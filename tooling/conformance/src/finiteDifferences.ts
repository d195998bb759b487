import type { NdArray } from './ndArray';
import { testRandom } from './randomArray';

/** A number computed from several arrays. */
export type Scalar = (inputs: readonly NdArray[]) => number;

/** In float64 truncation and rounding both stay near 1e-9 here, and a step rarely crosses the kink of a relu. */
const step = 2 ** -20;
const secondOrderStep = 2 ** -10;

function moved(input: NdArray, position: number, by: number): NdArray {
  return { shape: input.shape, data: input.data.with(position, input.data[position] + by) };
}

function movedAlong(inputs: readonly NdArray[], direction: readonly NdArray[], by: number): NdArray[] {
  return inputs.map((input, k) => ({
    shape: input.shape,
    data: input.data.map((value, i) => value + by * direction[k].data[i]),
  }));
}

/** Central difference of `f` in one element of input `k`. */
export function derivativeAt(f: Scalar, inputs: readonly NdArray[], k: number, position: number): number {
  const f1 = f(inputs.with(k, moved(inputs[k], position, step)));
  const f0 = f(inputs.with(k, moved(inputs[k], position, -step)));
  return (f1 - f0) / (2 * step);
}

/** Central difference of `f` with all inputs moving along `direction`. */
export function derivativeAlong(f: Scalar, inputs: readonly NdArray[], direction: readonly NdArray[]): number {
  return (f(movedAlong(inputs, direction, step)) - f(movedAlong(inputs, direction, -step))) / (2 * step);
}

/** How the derivative along `direction` changes with one element of input `k`. */
export function secondDerivativeAt(
  f: Scalar,
  inputs: readonly NdArray[],
  direction: readonly NdArray[],
  k: number,
  position: number,
): number {
  const h = secondOrderStep;
  const along = (by: number) => {
    const here = inputs.with(k, moved(inputs[k], position, by));
    return f(movedAlong(here, direction, h)) - f(movedAlong(here, direction, -h));
  };
  return (along(h) - along(-h)) / (4 * h * h);
}

/** All positions of an array, or `limit` of them by chance where it has more. */
export function somePositions(size: number, limit: number, seed: number): number[] {
  if (size <= limit) return Array.from({ length: size }, (_, i) => i);
  const random = testRandom(seed);
  const chosen = new Set<number>();
  while (chosen.size < limit) chosen.add(Math.floor(random() * size));
  return [...chosen].sort((a, b) => a - b);
}
