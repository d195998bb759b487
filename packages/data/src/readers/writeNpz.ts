import type { Tensor } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { formatNpy } from './npy';
import { onHost } from './writeNpy';

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
  const { zipSync } = await import('fflate');
  const files: Record<string, Uint8Array> = {};
  for (const [name, array] of Object.entries(arrays)) {
    files[`${name}.npy`] = formatNpy(await onHost(array, `writeNpz: ${name}`));
  }
  return zipSync(files, { level: compress ? 6 : 0 });
}
