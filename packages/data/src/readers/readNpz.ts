import { FormatError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import type { ByteSource } from '../text/byteChunks';
import { parseNpy } from './npy';
import { openBytes, type ReadOptions } from './readBytes';
import { readZip } from './readZip';

/** Options of `readNpz`. */
export interface ReadNpzOptions extends ReadOptions {
  /** Refuse an archive of more entries. Default 10,000. */
  readonly maxEntries?: number;
}

/**
 * Reads the arrays that `numpy.savez` or `numpy.savez_compressed` wrote, by their names.
 *
 * `maxBytes` bounds the sum of the unpacked sizes; it is checked before anything is unpacked.
 *
 * @throws {FormatError} if it is no zip archive of .npy files, is damaged, or holds more than the limits.
 *
 * @example
 * const { x_train, y_train } = await readNpz('mnist.npz'); // x_train.shape [60000,28,28]
 */
export async function readNpz(source: ByteSource, options: ReadNpzOptions = {}): Promise<Record<string, NdArray>> {
  const { maxBytes = 2 ** 30, maxEntries = 10_000 } = options;
  const files = await readZip(await openBytes(source, 'readNpz', { maxBytes }), { maxBytes, maxEntries }, 'readNpz');
  const arrays = [...files].map(([name, bytes]): [string, NdArray] => {
    if (!name.endsWith('.npy')) throw new FormatError(`readNpz: expected entries named *.npy, got '${name}'`);
    return [name.slice(0, -4), parseNpy(bytes, `readNpz: '${name}'`)];
  });
  return Object.fromEntries(arrays);
}
