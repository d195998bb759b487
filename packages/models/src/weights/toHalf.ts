// The half-precision numbers of IEEE 754: a sign, 5 bits of exponent, 10 of fraction.

const float = new Float32Array(1);
const word = new Uint32Array(float.buffer);

/** The nearest float16, as its bits; halfway, the even one. */
export function toHalf(value: number): number {
  float[0] = value;
  const [bits] = word;
  const sign = (bits >>> 16) & 0x8000;
  const size = Math.abs(float[0]);
  if (Number.isNaN(size)) return sign | 0x7e00;
  if (size >= 65520) return sign | 0x7c00;
  // Below 2^-14 steps are all 2^-24.
  if (size < 2 ** -14) return sign | roundEven(size * 2 ** 24);
  // 13 bits of the fraction go; a carry goes on into the exponent, where it belongs.
  const magnitude = (bits & 0x7fffffff) - (112 << 23);
  return sign | roundEven(magnitude / 2 ** 13);
}

function roundEven(x: number): number {
  const below = Math.floor(x);
  const rest = x - below;
  return rest > 0.5 || (rest === 0.5 && below % 2 === 1) ? below + 1 : below;
}
