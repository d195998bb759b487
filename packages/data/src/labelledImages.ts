import { FormatError, StriateError } from '@striate/tensor';
import { Dataset } from './Dataset';
import type { NdArray } from './ndArray';
import { readBytes } from './readBytes';
import { readIdx } from './readIdx';

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

/** Checks that images and labels belong together, and gives the images a channel axis. */
export function labelledImages(images: NdArray, labels: NdArray, who: string): LabelledImages {
  const { data, shape } = images;
  if (!(data instanceof Uint8Array) || shape.length !== 3) {
    throw new FormatError(
      `${who}: expected images of bytes [n,height,width], got ${data.constructor.name} [${shape.join(',')}]`,
    );
  }
  if (labels.shape.length !== 1 || labels.shape[0] !== shape[0]) {
    throw new FormatError(
      `${who}: expected ${shape[0]} labels for as many images, got shape [${labels.shape.join(',')}]`,
    );
  }
  const x: NdArray<Uint8Array> = { data, shape: [...shape, 1] };
  const y = Int32Array.from(labels.data);
  return { images: x, labels: y, length: shape[0], dataset: () => Dataset.fromArrays({ x, y }) };
}

/** Reads the four IDX files under their original names, gzipped or not, from a folder or a URL. */
export async function readImageFolder(
  folder: string | URL,
  classNames: readonly string[],
  who: string,
): Promise<ImageClassification> {
  const base = String(folder).replace(/[/\\]+$/, '');
  const read = async (name: string): Promise<NdArray> => {
    const bytes = (await readBytes(`${base}/${name}`)) ?? (await readBytes(`${base}/${name}.gz`));
    if (!bytes) throw new StriateError(`${who}: there is neither ${base}/${name} nor ${base}/${name}.gz`);
    return readIdx(bytes);
  };
  const split = async (name: string): Promise<LabelledImages> =>
    labelledImages(
      await read(`${name}-images-idx3-ubyte`),
      await read(`${name}-labels-idx1-ubyte`),
      `${who} (${name})`,
    );
  // One after the other, so that of several missing files always the same one is named.
  const train = await split('train');
  const test = await split('t10k');
  return { train, test, classNames };
}
