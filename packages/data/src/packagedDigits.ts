import { StriateError } from '@striate/tensor';
import { type LabelledImages, labelledImages } from './datasets/labelledImages';
import { readBytes } from './readers/readBytes';
import { readIdx } from './readers/readIdx';

/** The digits that come with this package. This file stands here because `../assets` must be right from `dist/index.js`, too. */
export async function packagedDigits(): Promise<{ train: LabelledImages; test: LabelledImages }> {
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
