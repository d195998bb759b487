import { Tensor } from '@striate/tensor';
import { checkNdArray, type NdArray } from '../ndArray';
import { formatNpy } from './npy';

/**
 * The bytes of a file that `numpy.load` reads.
 *
 * @throws {ShapeError} if the values do not fill the shape.
 *
 * @example
 * await writeFile('features.npy', await writeNpy(await net.predict(images)));
 */
export async function writeNpy(array: NdArray | Tensor): Promise<Uint8Array<ArrayBuffer>> {
  return formatNpy(await onHost(array, 'writeNpy'));
}

/** The values of a tensor, or an array whose shape has been checked. */
export async function onHost(array: NdArray | Tensor, who: string): Promise<NdArray> {
  if (array instanceof Tensor) return { data: await array.data(), shape: array.shape, dtype: array.dtype };
  checkNdArray(array, who);
  return array;
}
