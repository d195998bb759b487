import type { NdArray } from '../ndArray';
import type { ByteSource } from '../text/byteChunks';
import { parseNpy } from './npy';
import { openBytes, type ReadOptions } from './readBytes';

/**
 * Reads an array that `numpy.save` wrote.
 *
 * Booleans and unsigned bytes stay what they are; other whole numbers become int32, and floats of 16, 32 and 64 bits float32.
 *
 * @throws {FormatError} if it is no .npy file, its type is no number, its length is not that of its shape, or a whole number does
 *   not fit into int32.
 *
 * @example
 * const { data, shape } = await readNpy('features.npy');
 * const x = tensor(data, shape);
 */
export async function readNpy(source: ByteSource, options: ReadOptions = {}): Promise<NdArray> {
  return parseNpy(await openBytes(source, 'readNpy', options), 'readNpy');
}
