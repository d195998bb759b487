import { type DType, FormatError, type Shape, sizeOf, type TypedArray } from '@striate/tensor';
import { checkKeys } from './jsonKeys';

// The format of Hugging Face's safetensors: eight bytes with the length of the header (little endian), the header as JSON
// { name: { dtype, shape, data_offsets: [begin, end] } }, then the values, row-major, little endian, without gaps.

/** A tensor in a file, on the host. */
export interface StoredTensor {
  readonly dtype: DType;
  readonly shape: Shape;
  readonly data: TypedArray;
}

export interface Safetensors {
  /** By name, in the order of the file. */
  readonly tensors: Map<string, StoredTensor>;
  /** Text that the writer put beside them. */
  readonly metadata: Readonly<Record<string, string>>;
}

const written: Readonly<Record<DType, string>> = { float32: 'F32', int32: 'I32', uint8: 'U8', bool: 'BOOL' };
const byteSizes: Readonly<Record<string, number>> = { F32: 4, F16: 2, BF16: 2, I32: 4, I64: 8, U8: 1, BOOL: 1 };
/** As in the reference implementation: no header is larger than this. */
const longestHeader = 100_000_000;

/** The bytes of a safetensors file. */
export function encodeSafetensors(
  tensors: Iterable<readonly [string, StoredTensor]>,
  metadata: Record<string, string> = {},
): Uint8Array {
  const list = [...tensors];
  const entries: [string, unknown][] = Object.keys(metadata).length > 0 ? [['__metadata__', metadata]] : [];
  let end = 0;
  for (const [name, { dtype, shape, data }] of list) {
    const begin = end;
    end += data.byteLength;
    entries.push([name, { dtype: written[dtype], shape, data_offsets: [begin, end] }]);
  }
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(entries)));
  // Spaces at the end keep the values on multiples of eight bytes.
  const length = Math.ceil(json.length / 8) * 8;
  const bytes = new Uint8Array(8 + length + end).fill(0x20, 8, 8 + length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(json, 8);
  let at = 8 + length;
  for (const [, { data }] of list) {
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), at);
    at += data.byteLength;
  }
  return bytes;
}

/**
 * Reads the bytes of a safetensors file. 16-bit floats become float32, 64-bit integers int32.
 *
 * @throws {FormatError} if the bytes are anything else than one complete file; nothing in them is trusted.
 */
export function decodeSafetensors(file: Uint8Array): Safetensors {
  // A Buffer of Node.js would give views where a Uint8Array gives copies.
  const bytes = new Uint8Array(file.buffer, file.byteOffset, file.byteLength);
  const header = readHeader(bytes);
  const start = 8 + header.length;
  const tensors = new Map<string, StoredTensor>();
  let metadata: Record<string, string> = {};
  const ranges: { name: string; begin: number; end: number }[] = [];
  for (const [name, entry] of header.entries) {
    if (name === '__metadata__') {
      metadata = readMetadata(entry);
      continue;
    }
    const { dtype, shape, begin, end } = readEntry(name, entry, bytes.length - start);
    ranges.push({ name, begin, end });
    tensors.set(name, { shape, ...decode(bytes.slice(start + begin, start + end), dtype, name) });
  }
  checkRanges(ranges, bytes.length - start);
  return { tensors, metadata };
}

function readHeader(bytes: Uint8Array): { length: number; entries: [string, unknown][] } {
  if (bytes.length < 8)
    throw new FormatError(`safetensors: ${bytes.length} bytes; a file has at least the 8 of the header's length`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > longestHeader || length > bytes.length - 8) {
    throw new FormatError(
      `safetensors: the header should be ${length} bytes long, the file has ${bytes.length - 8} after it began`,
    );
  }
  let json: string;
  let parsed: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(8, 8 + length));
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new FormatError('safetensors: the header is not JSON', { cause });
  }
  if (!isRecord(parsed)) throw new FormatError('safetensors: the header is not an object');
  checkKeys(json, 'safetensors');
  return { length, entries: Object.entries(parsed) };
}

function readMetadata(value: unknown): Record<string, string> {
  if (isRecord(value) && Object.values(value).every((text) => typeof text === 'string'))
    return value as Record<string, string>;
  throw new FormatError('safetensors: __metadata__ is not an object of texts');
}

function readEntry(name: string, entry: unknown, available: number) {
  const what = `safetensors: tensor '${name}'`;
  if (!isRecord(entry)) throw new FormatError(`${what} is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(byteSizes, dtype)) {
    throw new FormatError(`${what} has dtype ${JSON.stringify(dtype)}; known are ${Object.keys(byteSizes).join(', ')}`);
  }
  if (!isCounts(shape)) throw new FormatError(`${what} has shape ${JSON.stringify(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1] || offsets[1] > available) {
    throw new FormatError(`${what} lies at ${JSON.stringify(offsets)}, outside of the ${available} bytes of data`);
  }
  const [begin, end] = offsets;
  const needed = sizeOf(shape) * byteSizes[dtype];
  if (end - begin !== needed) {
    throw new FormatError(
      `${what}: shape [${shape.join(',')}] of ${dtype} takes ${needed} bytes, its place has ${end - begin}`,
    );
  }
  return { dtype, shape, begin, end };
}

function checkRanges(ranges: { name: string; begin: number; end: number }[], available: number): void {
  let at = 0;
  for (const { name, begin, end } of ranges.sort((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) {
      throw new FormatError(
        `safetensors: tensor '${name}' begins at ${begin}, ${begin < at ? 'within' : 'apart from'} the one that ends at ${at}`,
      );
    }
    at = end;
  }
  if (at !== available) throw new FormatError(`safetensors: the tensors end at ${at} of ${available} bytes of data`);
}

/** Values from little-endian bytes of their own buffer. */
function decode(bytes: Uint8Array, dtype: string, name: string): { dtype: DType; data: TypedArray } {
  const view = new DataView(bytes.buffer);
  const count = bytes.length / byteSizes[dtype];
  switch (dtype) {
    case 'F32':
      return { dtype: 'float32', data: new Float32Array(bytes.buffer) };
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
      return { dtype: 'int32', data: new Int32Array(bytes.buffer) };
    case 'I64':
      return {
        dtype: 'int32',
        data: Int32Array.from({ length: count }, (_, i) => narrow(view.getBigInt64(8 * i, true), name)),
      };
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

function narrow(value: bigint, name: string): number {
  if (value === BigInt.asIntN(32, value)) return Number(value);
  throw new FormatError(
    `safetensors: tensor '${name}' has the 64-bit integer ${value}, which is outside the range of int32`,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}
