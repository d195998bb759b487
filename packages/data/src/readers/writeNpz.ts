import type { Tensor } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { formatNpy } from './npy';
import { onHost } from './writeNpy';
import { writeZip } from './writeZip';

/** Options of `writeNpz`. */
export interface WriteNpzOptions {
  /** Deflate the arrays, as `numpy.savez_compressed` does. Default false. */
  readonly compress?: boolean;
}

/**
 * The bytes of an archive of named arrays that `numpy.load` reads.
 *
 * @throws {ShapeError} if the values of an array do not fill its shape: names it.
 *
 * @example
 * await writeFile('features.npz', await writeNpz({ x: features, y: { data: labels, shape: [labels.length] } }));
 */
export async function writeNpz(
  arrays: Readonly<Record<string, NdArray | Tensor>>,
  { compress = false }: WriteNpzOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const files: [string, Uint8Array<ArrayBuffer>][] = [];
  for (const [name, array] of Object.entries(arrays)) {
    files.push([`${name}.npy`, formatNpy(await onHost(array, `writeNpz: ${name}`))]);
  }
  return writeZip(files, { compress }, 'writeNpz');
}
