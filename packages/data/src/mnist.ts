import { StriateError } from '@striate/tensor';
import { type ImageClassification, labelledImages, readImageFolder } from './labelledImages';
import { readBytes } from './readBytes';
import { readIdx } from './readIdx';

/** Options of `mnist`. */
export interface MnistOptions {
  /** A folder, or the URL of one, with the four original IDX files, gzipped or not. Default: the digits in this package. */
  readonly folder?: string | URL;
}

const classNames = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'];

/**
 * Handwritten digits, 28 x 28, white on black (LeCun, Cortes and Burges 1998).
 *
 * By default 10,000 real digits that come with this package, 8,000 to train and 2,000 to test: the first 10,000 of the
 * original training set, of every class the first four fifths to train, in a fixed shuffled order. The writers of the two
 * parts overlap, as those of the original test set do not, so accuracies are not comparable with published ones.
 * With `folder`, the original 60,000 and 10,000.
 *
 * @throws {StriateError} if a file is missing: names it.
 * @throws {FormatError} if a file is not what it should be.
 *
 * @example
 * const { train, test } = await mnist();
 * train.images.shape; // [8000,28,28,1], Uint8Array
 * train.labels;       // Int32Array of 8000
 * const batches = train.dataset().shuffle({ seed: 42 }).map(({ x, y }) => ({ x: rescale(x), y })).batch(32);
 */
export async function mnist(options: MnistOptions = {}): Promise<ImageClassification> {
  if (options.folder !== undefined) return readImageFolder(options.folder, classNames, 'mnist');
  // Each is written out in full: bundlers copy an asset only where they can read its name.
  const [trainImages, trainLabels, testImages, testLabels] = await Promise.all([
    readAsset(new URL('../assets/mnist-train-images-idx3-ubyte.gz', import.meta.url)),
    readAsset(new URL('../assets/mnist-train-labels-idx1-ubyte.gz', import.meta.url)),
    readAsset(new URL('../assets/mnist-test-images-idx3-ubyte.gz', import.meta.url)),
    readAsset(new URL('../assets/mnist-test-labels-idx1-ubyte.gz', import.meta.url)),
  ]);
  return {
    train: labelledImages(trainImages, trainLabels, 'mnist (train)'),
    test: labelledImages(testImages, testLabels, 'mnist (test)'),
    classNames,
  };
}

async function readAsset(url: URL) {
  const bytes = await readBytes(url);
  if (!bytes)
    throw new StriateError(
      `mnist: the digits that come with the package are not at ${url}; is the assets folder deployed?`,
    );
  return readIdx(bytes);
}
