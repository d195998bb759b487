import { fromValues, type NdArray } from '../ndArray';

/** A matrix as the lectures print it: '1 2 | 3 4' has two rows. */
export function matrix(text: string): number[][] {
  return text.split('|').map((row) => row.trim().split(/\s+/).map(Number));
}

/** One image of one channel. */
export function image(text: string): NdArray {
  const rows = matrix(text);
  return fromValues(rows.flat(), [1, rows.length, rows[0].length, 1]);
}

/** One filter of one channel. */
export function filter(text: string): NdArray {
  const rows = matrix(text);
  return fromValues(rows.flat(), [rows.length, rows[0].length, 1, 1]);
}

/** Throws at once if the reference, given the lecture's own numbers, does not give what the lecture prints. */
export function agreeing(printed: string | undefined, reference: (...inputs: NdArray[]) => NdArray) {
  let first = true;
  return (...inputs: NdArray[]): NdArray => {
    const result = reference(...inputs);
    if (!first || printed === undefined) return result;
    first = false;
    const expected = matrix(printed).flat();
    const differs = expected.some((value, i) => Math.abs(value - result.data[i]) > 1e-5);
    if (differs || expected.length !== result.data.length) {
      throw new Error(`the lecture prints ${printed}, the reference gives ${[...result.data]}`);
    }
    return result;
  };
}
