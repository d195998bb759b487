import type { Layer, StoredTensor } from '@striate/layers';
import { sizeOf } from '@striate/tensor';
import type { Hdf5Dataset } from '../hdf5/Hdf5Node';
import type { KerasFile } from './KerasFile';
import { classNameOf } from './names';

/** Layers whose kernels go over an image. */
const convolutions = ['Conv1D', 'Conv2D', 'Conv1DTranspose', 'Conv2DTranspose', 'SeparableConv2D', 'DepthwiseConv2D'];

/**
 * A kernel as it is used here. Keras 1 kept those over sequences as images of width 1; Theano's convolutions turn a kernel round (they
 * are convolutions in the mathematical sense), so a network that learned with it has its kernels turned.
 */
export function kernelsAsNow(tensor: StoredTensor, layer: Layer, file: KerasFile, dataset: Hdf5Dataset): StoredTensor {
  if (!convolutions.includes(classNameOf(layer)) || tensor.shape.length < 3) return tensor;
  const { shape, data } = tensor;
  const isImage = classNameOf(layer) === 'Conv1D' && shape.length === 4 && shape[1] === 1;
  const narrow = isImage ? { ...tensor, shape: [shape[0], shape[2], shape[3]] } : tensor;
  if (!isTheano(file, dataset)) return narrow;
  const filter = sizeOf(shape.slice(-2));
  const taps = data.length / filter;
  const turned = data.slice();
  for (let tap = 0; tap < taps; tap++)
    turned.set(data.subarray((taps - 1 - tap) * filter, (taps - tap) * filter), tap * filter);
  return { ...narrow, data: turned };
}

/** Keras 1 does not say what it ran on; TensorFlow's names end with the number of an output. */
function isTheano({ backend, version }: KerasFile, { path }: Hdf5Dataset): boolean {
  return backend === undefined ? version.startsWith('1') && !/:\d+$/.test(path) : backend === 'theano';
}
