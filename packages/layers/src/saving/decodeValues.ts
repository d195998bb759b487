import { type DType, FormatError, type TypedArray } from '@striate/tensor';

/** Bytes a value takes in a file, by the names safetensors has for what is kept there. */
export const storedBytes: Readonly<Record<string, number>> = {
  F64: 8,
  F32: 4,
  F16: 2,
  BF16: 2,
  I64: 8,
  I32: 4,
  I16: 2,
  I8: 1,
  U8: 1,
  BOOL: 1,
};

/**
 * Values from little-endian bytes that fill a buffer of their own, which they may go on using. Floats of other sizes become
 * float32, other integers int32. Messages begin with `what`.
 *
 * @throws {FormatError} for a 64-bit integer that int32 does not hold.
 *
 * @example
 * decodeValues(new Uint8Array([0, 0x3c, 0, 0xc0]), 'F16', 'scale'); // { dtype: 'float32', data: Float32Array [1, -2] }
 */
export function decodeValues(
  bytes: Uint8Array<ArrayBuffer>,
  dtype: string,
  what: string,
): { dtype: DType; data: TypedArray } {
  const { buffer } = bytes;
  const count = bytes.length / storedBytes[dtype];
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', data: new Float32Array(buffer) };
    case 'F64':
      return { dtype: 'float32', data: Float32Array.from(new Float64Array(buffer)) };
    case 'F16':
    case 'BF16':
      return { dtype: 'float32', data: fromHalf(new Uint16Array(buffer), dtype === 'F16') };
    case 'I32':
      return { dtype: 'int32', data: new Int32Array(buffer) };
    case 'I64': {
      const words = new Int32Array(buffer);
      const data = new Int32Array(count);
      for (let i = 0; i < count; i++) {
        data[i] = words[2 * i];
        if (words[2 * i + 1] === data[i] >> 31) continue;
        const value = new BigInt64Array(buffer)[i];
        throw new FormatError(`${what} has the 64-bit integer ${value}, which is outside the range of int32`);
      }
      return { dtype: 'int32', data };
    }
    case 'I16':
      return { dtype: 'int32', data: Int32Array.from(new Int16Array(buffer)) };
    case 'I8':
      return { dtype: 'int32', data: Int32Array.from(new Int8Array(buffer)) };
    case 'BOOL':
      return { dtype: 'bool', data: bytes.map((b) => (b === 0 ? 0 : 1)) };
    default:
      return { dtype: 'uint8', data: bytes };
  }
}

/** Floats from the upper halves of float32, or from the 5 bits of exponent and 10 of fraction of float16. */
function fromHalf(halves: Uint16Array, isF16: boolean): Float32Array {
  const data = new Float32Array(halves.length);
  const words = new Int32Array(data.buffer);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i];
    words[i] = isF16 ? (half & 0x7fff) << 13 : half << 16;
    if (!isF16) continue;
    // The exponent counts from 112 further down, for the smallest numbers too; all ones stay all ones.
    data[i] *= 2 ** 112;
    if ((half & 0x7c00) === 0x7c00) words[i] |= 0x7f800000;
    if (half & 0x8000) words[i] |= 1 << 31;
  }
  return data;
}
