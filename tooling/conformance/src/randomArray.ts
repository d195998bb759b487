import { type NdArray, sizeOf } from './ndArray';

/** A small generator for test data (mulberry32), unrelated to the library's own. */
export function testRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Values between `low` and `high` that float32 holds exactly, so an input's own rounding is never part of an error. */
export function randomArray(shape: readonly number[], seed: number, low = -1, high = 1): NdArray {
  const random = testRandom(seed);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = Math.fround(low + (high - low) * random());
  return { shape: [...shape], data };
}

/** Whole numbers from `low` to `high - 1`. */
export function randomIntegers(shape: readonly number[], seed: number, low: number, high: number): NdArray {
  const random = testRandom(seed);
  const data = new Float64Array(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = low + Math.floor((high - low) * random());
  return { shape: [...shape], data };
}

/**
 * A shuffle of evenly spaced values: no two are closer than `gap`, so a maximum has one winner and stays the winner
 * under the small steps of a finite difference.
 */
export function distinctArray(shape: readonly number[], seed: number, gap = 0.0625): NdArray {
  const random = testRandom(seed);
  const size = sizeOf(shape);
  const data = new Float64Array(size);
  // The half keeps every value off zero, the kink of relu and abs.
  for (let i = 0; i < size; i++) data[i] = (i - Math.floor(size / 2) + 0.5) * gap;
  for (let i = size - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [data[i], data[j]] = [data[j], data[i]];
  }
  return { shape: [...shape], data };
}
