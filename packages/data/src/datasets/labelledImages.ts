import { FormatError } from '@striate/tensor';
import { Dataset } from '../Dataset';
import type { NdArray } from '../ndArray';

/** Images of one size and the class of each. */
export interface LabelledImages {
  /** `[n, height, width, channels]`, 0 … 255. */
  readonly images: NdArray<Uint8Array>;
  /** `[n]`: the class of each image, from 0. */
  readonly labels: Int32Array;
  readonly length: number;
  /** The examples `{ x: image, y: class }`, ready for `shuffle`, `map`, `batch` and `fit`. */
  dataset(): Dataset<{ x: NdArray<Uint8Array>; y: number }>;
}

/** A data set of labelled images, split as its authors split it. */
export interface ImageClassification {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
  /** The name of each class, by its number. */
  readonly classNames: readonly string[];
}

/** Checks that images and labels belong together, and gives images without a channel axis one. */
export function labelledImages(images: NdArray, labels: NdArray, who: string): LabelledImages {
  const { data, shape } = images;
  if (!(data instanceof Uint8Array) || (shape.length !== 3 && shape.length !== 4)) {
    throw new FormatError(
      `${who}: expected images of bytes [n,height,width], got ${data.constructor.name} [${shape.join(',')}]`,
    );
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== shape[0]) {
    throw new FormatError(
      `${who}: expected ${shape[0]} labels for as many images, got shape [${labels.shape.join(',')}]`,
    );
  }
  const x: NdArray<Uint8Array> = { data, shape: shape.length === 3 ? [...shape, 1] : shape };
  const y = labels.data instanceof Int32Array ? labels.data : Int32Array.from(labels.data);
  return { images: x, labels: y, length: shape[0], dataset: () => Dataset.fromArrays({ x, y }) };
}
