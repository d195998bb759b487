import { FormatError, type TypedArray } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import type { ByteSource } from '../text/byteChunks';
import { openBytes, type ReadOptions } from './readBytes';

interface ElementType {
  readonly bytes: number;
  read(view: DataView, size: number): TypedArray;
}

/** The element types of the format, by their code. */
const types: Readonly<Record<number, ElementType>> = {
  8: { bytes: 1, read: (v, size) => new Uint8Array(v.buffer, v.byteOffset, size).slice() },
  9: { bytes: 1, read: (v, size) => Int32Array.from({ length: size }, (_, i) => v.getInt8(i)) },
  11: { bytes: 2, read: (v, size) => Int32Array.from({ length: size }, (_, i) => v.getInt16(2 * i)) },
  12: { bytes: 4, read: (v, size) => Int32Array.from({ length: size }, (_, i) => v.getInt32(4 * i)) },
  13: { bytes: 4, read: (v, size) => Float32Array.from({ length: size }, (_, i) => v.getFloat32(4 * i)) },
  14: { bytes: 8, read: (v, size) => Float32Array.from({ length: size }, (_, i) => v.getFloat64(8 * i)) },
};

/**
 * Reads an IDX file, the format of MNIST, gzipped or not.
 *
 * Unsigned bytes stay a `Uint8Array`; smaller integers become an `Int32Array`, and doubles a `Float32Array`.
 *
 * @throws {FormatError} if the magic number, the type, the sizes or the length of the file are not those of an IDX file.
 *
 * @example
 * const { data, shape } = await readIdx('train-images-idx3-ubyte.gz'); // shape [60000,28,28]
 */
export async function readIdx(source: ByteSource, options: ReadOptions = {}): Promise<NdArray> {
  return parse(await openBytes(source, 'readIdx', options));
}

function parse(bytes: Uint8Array): NdArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 4)
    throw new FormatError(`readIdx: expected a header of at least 4 bytes, got ${bytes.length} bytes`);
  if (bytes[0] !== 0 || bytes[1] !== 0) {
    throw new FormatError(`readIdx: expected a file that starts with 0x00 0x00, got ${hex(bytes[0])} ${hex(bytes[1])}`);
  }
  const type = types[bytes[2]];
  if (!type) {
    throw new FormatError(
      `readIdx: expected an element type of 0x08, 0x09, 0x0b, 0x0c, 0x0d or 0x0e, got ${hex(bytes[2])}`,
    );
  }
  const rank = bytes[3];
  const start = 4 + 4 * rank;
  if (bytes.length < start) {
    throw new FormatError(`readIdx: expected ${start} bytes of header for rank ${rank}, got ${bytes.length} bytes`);
  }
  const shape = Array.from({ length: rank }, (_, axis) => view.getUint32(4 + 4 * axis));
  const size = shape.reduce((product, axis) => product * axis, 1);
  // The length is checked before anything is allocated: a header may claim any size.
  const [expected, got] = [size * type.bytes, bytes.length - start];
  if (got !== expected) {
    throw new FormatError(
      `readIdx: expected ${expected} bytes of values for shape [${shape.join(',')}] of type ${hex(bytes[2])}, got ${got}`,
    );
  }
  return { data: type.read(new DataView(view.buffer, view.byteOffset + start, got), size), shape };
}

function hex(byte: number): string {
  return `0x${byte.toString(16).padStart(2, '0')}`;
}
