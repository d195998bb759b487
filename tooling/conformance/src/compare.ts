import type { Tensor } from '@striate/tensor';
import type { Tolerance } from './case';
import { type NdArray, unravel } from './ndArray';

function rootMeanSquare(values: Float64Array): number {
  let squares = 0;
  let count = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    squares += value * value;
    count++;
  }
  return count === 0 ? 0 : Math.sqrt(squares / count);
}

/** How far two numbers are apart; equal infinities and two NaN are not. */
function distance(got: number, expected: number): number {
  if (Object.is(got, expected) || got === expected) return 0;
  const apart = Math.abs(got - expected);
  return Number.isNaN(apart) ? Number.POSITIVE_INFINITY : apart;
}

/** What is wrong with `got`, or undefined. */
export function mismatch(got: ArrayLike<number>, expected: NdArray, tolerance: Tolerance): string | undefined {
  const { relative } = tolerance;
  const absolute = tolerance.absolute ?? relative * Math.max(rootMeanSquare(expected.data), 1e-3);
  let wrong = 0;
  let worst = -1;
  let worstError = 0;
  let worstAllowed = 0;
  for (let i = 0; i < expected.data.length; i++) {
    const error = distance(got[i], expected.data[i]);
    const allowed = Number.isFinite(expected.data[i]) ? relative * Math.abs(expected.data[i]) + absolute : 0;
    if (error <= allowed) continue;
    wrong++;
    if (worst >= 0 && error - allowed <= worstError - worstAllowed) continue;
    [worst, worstError, worstAllowed] = [i, error, allowed];
  }
  if (wrong === 0) return undefined;
  const where = `[${unravel(worst, expected.shape)}]`;
  return (
    `${wrong} of ${expected.data.length} elements are off; the worst is off by ${worstError.toPrecision(3)} at ${where}: ` +
    `got ${got[worst]}, expected ${expected.data[worst]} (allowed ${worstAllowed.toPrecision(3)})`
  );
}

/** Reads `got` and throws, with `context` in the message, unless it has the expected shape and values. */
export async function expectClose(
  got: Tensor,
  expected: NdArray,
  tolerance: Tolerance,
  context: () => string,
): Promise<void> {
  if (got.shape.join() !== expected.shape.join()) {
    throw new Error(`shape [${got.shape}], expected [${expected.shape}]\n  ${context()}`);
  }
  const problem = mismatch(await got.data(), expected, tolerance);
  if (problem) throw new Error(`${problem}\n  ${context()}`);
}

export const exact: Tolerance = { relative: 0, absolute: 0 };
