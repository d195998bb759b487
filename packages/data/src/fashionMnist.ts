import { type ImageClassification, readImageFolder } from './labelledImages';

/** Options of `fashionMnist`. */
export interface FashionMnistOptions {
  /** A folder, or the URL of one, with the four original IDX files, gzipped or not. */
  readonly folder: string | URL;
}

const classNames = [
  'T-shirt/top',
  'Trouser',
  'Pullover',
  'Dress',
  'Coat',
  'Sandal',
  'Shirt',
  'Sneaker',
  'Bag',
  'Ankle boot',
];

/**
 * Photographs of clothes, 28 x 28, in ten classes: 60,000 to train and 10,000 to test (Xiao, Rasul and Vollgraf 2017,
 * arXiv:1708.07747). The files have the names of MNIST's.
 *
 * @throws {StriateError} if a file is missing: names it.
 * @throws {FormatError} if a file is not what it should be.
 *
 * @example
 * const { train, classNames } = await fashionMnist({ folder: 'data/fashion-mnist' });
 * classNames[train.labels[0]]; // 'Ankle boot'
 */
export async function fashionMnist({ folder }: FashionMnistOptions): Promise<ImageClassification> {
  return readImageFolder(folder, classNames, 'fashionMnist');
}
