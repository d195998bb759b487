import { type LabelledImages, type NdArray, rescale, type Tensor, tensor } from 'striate';

/** Inputs and the class of each. A type and no interface, for data sets take any object of arrays. */
export type LabelledArrays = { readonly x: NdArray<Float32Array | Int32Array>; readonly y: Int32Array };

/** Bytes become 0 … 1. */
export function pixelArrays({ images, labels }: Pick<LabelledImages, 'images' | 'labels'>): LabelledArrays {
  return { x: rescale(images), y: labels };
}

export function testTensors({ x, y }: LabelledArrays): { x: Tensor; y: Tensor } {
  return { x: tensor(x.data, x.shape), y: tensor(y, [y.length]) };
}
