// Philox4x32-10 (Salmon, Moraes, Dror, Shaw: "Parallel random numbers: as easy as 1, 2, 3", 2011): ten rounds of two
// 32x32 → 64 bit multiplications turn a counter of four words and a key of two into four random words. Any position of the
// stream can be had on its own, so threads, shaders and the host agree on every number.

const multipliers = [0xd2511f53, 0xcd9e8d57] as const;
const weyl = [0x9e3779b9, 0xbb67ae85] as const;

/** The high half of a 32x32 bit product. */
function multiplyHigh(a: number, b: number): number {
  const [aLow, aHigh, bLow, bHigh] = [a & 0xffff, a >>> 16, b & 0xffff, b >>> 16];
  const middle = aHigh * bLow + ((aLow * bLow) >>> 16);
  const carry = aLow * bHigh + (middle & 0xffff);
  return (aHigh * bHigh + Math.floor(middle / 65536) + Math.floor(carry / 65536)) >>> 0;
}

/** Four random words for a counter and a key. Writes into `out` at `at`. */
export function philox(
  c0: number,
  c1: number,
  c2: number,
  c3: number,
  k0: number,
  k1: number,
  out: Uint32Array,
  at = 0,
): void {
  let [x0, x1, x2, x3, key0, key1] = [c0 >>> 0, c1 >>> 0, c2 >>> 0, c3 >>> 0, k0 >>> 0, k1 >>> 0];
  for (let round = 0; round < 10; round++) {
    const high0 = multiplyHigh(multipliers[0], x0);
    const low0 = Math.imul(multipliers[0], x0) >>> 0;
    const high1 = multiplyHigh(multipliers[1], x2);
    const low1 = Math.imul(multipliers[1], x2) >>> 0;
    [x0, x1, x2, x3] = [(high1 ^ x1 ^ key0) >>> 0, low1, (high0 ^ x3 ^ key1) >>> 0, low0];
    key0 = (key0 + weyl[0]) >>> 0;
    key1 = (key1 + weyl[1]) >>> 0;
  }
  out[at] = x0;
  out[at + 1] = x1;
  out[at + 2] = x2;
  out[at + 3] = x3;
}
