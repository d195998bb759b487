import { inflate } from '@striate/data';
import type { Shape } from '@striate/tensor';
import { Cursor, type Hdf5Bytes } from './Cursor';
import { type Message, messageTypes } from './objectHeader';

/** What was done to the bytes of a chunk, in order. */
interface Filter {
  readonly id: number;
  readonly values: readonly number[];
}

/** Where values lie that were written in boxes, each packed for itself. */
export interface Chunking {
  /** Its first byte, or undefined where nothing was written. */
  readonly index: number | undefined;
  readonly chunk: Shape;
  readonly filters: readonly Filter[];
}

/** Deflate packs no more than this into one byte. */
const mostPacked = 1032;

/** Reads a filter pipeline message (specification, section IV.A.2.l). */
export function readFilters(file: Hdf5Bytes, messages: readonly Message[], what: string): Filter[] {
  const message = messages.find(({ type }) => type === messageTypes.filters);
  if (!message) return [];
  const cursor = new Cursor(file, message.at, `the filters of ${what}`, message.end);
  const version = cursor.version(1, 2);
  const count = cursor.uint(1);
  if (version === 1) cursor.skip(6);
  return Array.from({ length: count }, () => {
    const id = cursor.uint(2);
    const nameLength = version === 1 || id >= 256 ? cursor.uint(2) : 0;
    const number = cursor.skip(2).uint(2);
    cursor.skip(version === 1 ? Math.ceil(nameLength / 8) * 8 : nameLength);
    const values = Array.from({ length: number }, () => cursor.uint(4));
    if (version === 1 && number % 2 === 1) cursor.skip(4);
    if (id < 1 || id > 3) throw cursor.refusal(`filter ${id}; known are deflate (1), shuffle (2) and a checksum (3)`);
    return { id, values };
  });
}

interface Chunk {
  readonly at: number;
  readonly size: number;
  readonly mask: number;
  readonly offset: readonly number[];
}

/** The values of a data set in chunks, row-major. */
export async function readChunks(
  file: Hdf5Bytes,
  { index, chunk, filters }: Chunking,
  shape: Shape,
  size: number,
  what: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = shape.reduce((product, length) => product * length, size);
  const chunks: Chunk[] = [];
  if (index !== undefined && bytes > 0) listChunks(file, index, shape.length, what, chunks);
  const stored = chunks.reduce((sum, { size }) => sum + size, 0);
  // What was never written is zeros, of which a small file could declare any number.
  if (bytes > stored * mostPacked)
    throw file.refusal(`${what} would have ${bytes} bytes, of which the file has only ${stored}`);
  file.takeData(stored, what);
  const whole = new Uint8Array(bytes);
  if (chunk.length !== shape.length || chunk.includes(0))
    throw file.refusal(`${what} of shape [${shape}] is in chunks of [${chunk}]`);
  const chunkBytes = chunk.reduce((product, length) => product * length, size);
  if (chunkBytes > stored * mostPacked)
    throw file.refusal(`${what} has chunks of ${chunkBytes} bytes, more than there are`);
  for (const { at, size: packed, mask, offset } of chunks) {
    let part = file.part(at, packed, what);
    for (let i = filters.length - 1; i >= 0; i--) {
      if ((mask >> i) & 1) continue;
      const { id, values } = filters[i];
      if (id === 1) part = await inflate(part, chunkBytes + 4, `${file.who}: ${what}`, 'deflate');
      else if (id === 2) part = unshuffle(part, values[0] ?? size);
      else part = part.subarray(0, Math.max(0, part.length - 4));
    }
    if (part.length !== chunkBytes)
      throw file.refusal(`${what}: a chunk has ${part.length} bytes, it should have ${chunkBytes}`);
    place(whole, shape, part, chunk, offset, size);
  }
  return whole;
}

/** Walks a B-tree of version 1 down to the chunks. */
function listChunks(file: Hdf5Bytes, at: number, rank: number, what: string, chunks: Chunk[], above = 256): void {
  const cursor = new Cursor(file, at, `the index of ${what}`).signature('TREE');
  const [type, level, entries] = [cursor.uint(1), cursor.uint(1), cursor.uint(2)];
  if (type !== 1 || level >= above) throw cursor.refusal(`type ${type} and level ${level} below level ${above}`);
  cursor.skip(2 * file.offsetSize);
  for (let i = 0; i < entries; i++) {
    const [size, mask] = [cursor.uint(4), cursor.uint(4)];
    const offset = Array.from({ length: rank }, () => cursor.uint(8));
    cursor.skip(8);
    const child = cursor.place();
    if (level > 0) listChunks(file, child, rank, what, chunks, level);
    else chunks.push({ at: child, size, mask, offset });
  }
}

/** The first bytes of all elements stand together, then the second ones. */
function unshuffle(bytes: Uint8Array, size: number): Uint8Array {
  const count = Math.floor(bytes.length / size);
  const out = bytes.slice();
  if (count === 0) return out;
  for (let byte = 0; byte < size; byte++)
    for (let i = 0; i < count; i++) out[i * size + byte] = bytes[byte * count + i];
  return out;
}

/** Copies the part of a chunk that lies within the shape to where it belongs. */
function place(
  whole: Uint8Array,
  shape: Shape,
  part: Uint8Array,
  chunk: Shape,
  offset: readonly number[],
  size: number,
): void {
  const copy = (axis: number, to: number, from: number): void => {
    const length = Math.min(chunk[axis], shape[axis] - offset[axis]);
    if (length <= 0) return;
    if (axis === shape.length - 1) {
      const start = (to * shape[axis] + offset[axis]) * size;
      whole.set(part.subarray(from * chunk[axis] * size, (from * chunk[axis] + length) * size), start);
      return;
    }
    for (let i = 0; i < length; i++) copy(axis + 1, to * shape[axis] + offset[axis] + i, from * chunk[axis] + i);
  };
  if (shape.length === 0) whole.set(part);
  else copy(0, 0, 0);
}
