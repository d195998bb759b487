import { type DType, FormatError, type Shape, sizeOf, type TypedArray } from '@striate/tensor';
import { decodeValues, storedBytes } from './decodeValues';
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

/** Where the values of one tensor lie, counted from the first byte behind the header, and how they are kept. */
export interface SafetensorsEntry {
  /** As the file names it: `F32`, `BF16`, `I64`, … */
  readonly dtype: string;
  readonly shape: Shape;
  readonly begin: number;
  readonly end: number;
}

/** What the header of a safetensors file says. */
export interface SafetensorsHeader {
  readonly entries: ReadonlyMap<string, SafetensorsEntry>;
  readonly metadata: Readonly<Record<string, string>>;
}

const written: Readonly<Record<DType, string>> = { float32: 'F32', int32: 'I32', uint8: 'U8', bool: 'BOOL' };
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
  const start = safetensorsDataStart(bytes, bytes.length);
  const { entries, metadata } = parseSafetensorsHeader(bytes.subarray(8, start), bytes.length - start);
  const tensors = new Map<string, StoredTensor>();
  for (const [name, { dtype, shape, begin, end }] of entries) {
    const values = decodeValues(bytes.slice(start + begin, start + end), dtype, `safetensors: tensor '${name}'`);
    tensors.set(name, { shape, ...values });
  }
  return { tensors, metadata };
}

/**
 * Where the values begin in a safetensors file of `size` bytes, from its first eight.
 *
 * @throws {FormatError} if the header would be larger than the file, or than any header is.
 */
export function safetensorsDataStart(first: Uint8Array, size: number): number {
  if (first.length < 8)
    throw new FormatError(`safetensors: ${first.length} bytes; a file has at least the 8 of the header's length`);
  const view = new DataView(first.buffer, first.byteOffset, first.byteLength);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > longestHeader || length > size - 8) {
    throw new FormatError(
      `safetensors: the header should be ${length} bytes long, the file has ${size - 8} after it began`,
    );
  }
  return 8 + length;
}

/**
 * What the header of a safetensors file says, all of it checked against the bytes of `data` behind it.
 *
 * @throws {FormatError} if it is not JSON, or has tensors that overlap, leave gaps or reach beyond the data.
 */
export function parseSafetensorsHeader(header: Uint8Array, data: number): SafetensorsHeader {
  let json: string;
  let parsed: unknown;
  try {
    json = new TextDecoder('utf-8', { fatal: true }).decode(header);
    parsed = JSON.parse(json);
  } catch (cause) {
    throw new FormatError('safetensors: the header is not JSON', { cause });
  }
  if (!isRecord(parsed)) throw new FormatError('safetensors: the header is not an object');
  checkKeys(json, 'safetensors');
  const entries = new Map<string, SafetensorsEntry>();
  let metadata: Record<string, string> = {};
  for (const [name, entry] of Object.entries(parsed)) {
    if (name === '__metadata__') metadata = readMetadata(entry);
    else entries.set(name, readEntry(name, entry, data));
  }
  checkRanges(entries, data);
  return { entries, metadata };
}

function readMetadata(value: unknown): Record<string, string> {
  if (isRecord(value) && Object.values(value).every((text) => typeof text === 'string'))
    return value as Record<string, string>;
  throw new FormatError('safetensors: __metadata__ is not an object of texts');
}

function readEntry(name: string, entry: unknown, available: number): SafetensorsEntry {
  const what = `safetensors: tensor '${name}'`;
  if (!isRecord(entry)) throw new FormatError(`${what} is not described by an object`);
  const { dtype, shape, data_offsets: offsets } = entry;
  if (typeof dtype !== 'string' || !Object.hasOwn(storedBytes, dtype)) {
    throw new FormatError(
      `${what} has dtype ${JSON.stringify(dtype)}; known are ${Object.keys(storedBytes).join(', ')}`,
    );
  }
  if (!isCounts(shape)) throw new FormatError(`${what} has shape ${JSON.stringify(shape)}`);
  if (!isCounts(offsets) || offsets.length !== 2 || offsets[0] > offsets[1] || offsets[1] > available) {
    throw new FormatError(`${what} lies at ${JSON.stringify(offsets)}, outside of the ${available} bytes of data`);
  }
  const [begin, end] = offsets;
  const needed = sizeOf(shape) * storedBytes[dtype];
  if (end - begin !== needed) {
    throw new FormatError(
      `${what}: shape [${shape.join(',')}] of ${dtype} takes ${needed} bytes, its place has ${end - begin}`,
    );
  }
  return { dtype, shape, begin, end };
}

function checkRanges(entries: ReadonlyMap<string, SafetensorsEntry>, available: number): void {
  let at = 0;
  for (const [name, { begin, end }] of [...entries].sort(([, a], [, b]) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== at) {
      throw new FormatError(
        `safetensors: tensor '${name}' begins at ${begin}, ${begin < at ? 'within' : 'apart from'} the one that ends at ${at}`,
      );
    }
    at = end;
  }
  if (at !== available) throw new FormatError(`safetensors: the tensors end at ${at} of ${available} bytes of data`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isCounts(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0);
}
