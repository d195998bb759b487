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
  const view = new DataView(buffer);
  const count = bytes.length / storedBytes[dtype];
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', data: new Float32Array(buffer) };
    case 'F64':
      return { dtype: 'float32', data: Float32Array.from(new Float64Array(buffer)) };
    case 'F16':
      return {
        dtype: 'float32',
        data: Float32Array.from({ length: count }, (_, i) => fromHalf(view.getUint16(2 * i, true))),
      };
    case 'BF16': {
      const data = new Float32Array(count);
      const words = new Uint32Array(data.buffer);
      for (let i = 0; i < count; i++) words[i] = view.getUint16(2 * i, true) << 16;
      return { dtype: 'float32', data };
    }
    case 'I32':
      return { dtype: 'int32', data: new Int32Array(buffer) };
    case 'I64':
      return {
        dtype: 'int32',
        data: Int32Array.from({ length: count }, (_, i) => narrow(view.getBigInt64(8 * i, true), what)),
      };
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

function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 0) return sign * fraction * 2 ** -24;
  if (exponent === 31) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

function narrow(value: bigint, what: string): number {
  if (value === BigInt.asIntN(32, value)) return Number(value);
  throw new FormatError(`${what} has the 64-bit integer ${value}, which is outside the range of int32`);
}
