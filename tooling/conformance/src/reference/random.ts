import { fromFunction, type NdArray } from '../ndArray';

const word = 2n ** 32n;

/** Philox4x32-10 (Salmon et al. 2011), in whole numbers of any size so that no multiplication needs thought. */
export function philox4x32(counter: readonly number[], key: readonly number[]): number[] {
  let [c0, c1, c2, c3] = counter.map(BigInt);
  let [k0, k1] = key.map(BigInt);
  for (let round = 0; round < 10; round++) {
    const product0 = c0 * 0xd2511f53n;
    const product1 = c2 * 0xcd9e8d57n;
    [c0, c1, c2, c3] = [(product1 / word) ^ c1 ^ k0, product1 % word, (product0 / word) ^ c3 ^ k1, product0 % word];
    k0 = (k0 + 0x9e3779b9n) % word;
    k1 = (k1 + 0xbb67ae85n) % word;
  }
  return [c0, c1, c2, c3].map(Number);
}

/** Element i is word i % 4 of block i / 4; the upper 24 bits make a float32 in [0, 1). */
export function uniform(shape: readonly number[], key: readonly number[], counter: readonly number[]): NdArray {
  const blocks = new Map<number, number[]>();
  let i = 0;
  return fromFunction(shape, () => {
    const block = Math.floor(i / 4);
    if (!blocks.has(block)) blocks.set(block, philox4x32([block, 0, counter[0], counter[1]], key));
    const bits = (blocks.get(block) as number[])[i++ % 4];
    return (bits >>> 8) * 2 ** -24;
  });
}
