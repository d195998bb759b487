import type { TensorMap } from '@striate/formats';
import { decodeValues, type StoredTensor } from '@striate/layers';
import { FormatError, formatShape, type Shape, sizeOf, ValueError } from '@striate/tensor';
import { toHalf } from './toHalf';

/** Tensors as text in a module: half the numbers' bits, their bytes (little endian) in base64. */
export type PackedTensors = Readonly<Record<string, PackedTensor>>;

export interface PackedTensor {
  readonly shape: Shape;
  readonly float16: string;
}

/**
 * Tensors by name as float16 in base64, to be written into a module: a network of 60,000 weights takes 165 kB.
 *
 * Numbers are rounded to 11 binary digits, which networks hardly notice; integers and bools are packed as such numbers.
 *
 * @throws {ValueError} for a number that float16 does not have: beyond 65,504, NaN.
 *
 * @example
 * const tensors = new Map<string, StoredTensor>();
 * for (const [name, weight] of net.namedWeights()) {
 *   tensors.set(name, { dtype: weight.dtype, shape: weight.shape, data: await weight.data() });
 * }
 * const text = `export const tensors = ${JSON.stringify(packTensors(tensors), null, 2)};`;
 */
export function packTensors(tensors: TensorMap): PackedTensors {
  return Object.fromEntries(
    [...tensors].map(([name, { shape, data }]) => [name, { shape, float16: pack(name, data) }]),
  );
}

function pack(name: string, data: StoredTensor['data']): string {
  const bytes = new DataView(new ArrayBuffer(2 * data.length));
  data.forEach((value: number, i: number) => {
    const half = toHalf(value);
    // An exponent of ones is infinity or NaN.
    if ((half & 0x7c00) === 0x7c00) throw new ValueError(`packTensors: ${name} has ${value}, which float16 does not`);
    bytes.setUint16(2 * i, half, true);
  });
  let text = '';
  for (let i = 0; i < bytes.byteLength; i++) text += String.fromCharCode(bytes.getUint8(i));
  return btoa(text);
}

/**
 * What `packTensors` packed, as float32.
 *
 * @throws {FormatError} if a tensor has more or fewer numbers than its shape says.
 */
export function unpackTensors(packed: PackedTensors): TensorMap {
  return new Map(Object.entries(packed).map(([name, tensor]) => [name, unpack(name, tensor)]));
}

function unpack(name: string, { shape, float16 }: PackedTensor): StoredTensor {
  const text = atob(float16);
  const size = sizeOf(shape);
  if (text.length !== 2 * size) {
    throw new FormatError(`unpackTensors: ${name} ${formatShape(shape)} takes ${2 * size} bytes, got ${text.length}`);
  }
  const bytes = Uint8Array.from(text, (character) => character.charCodeAt(0));
  return { shape, ...decodeValues(bytes, 'F16', `unpackTensors: ${name}`) };
}
