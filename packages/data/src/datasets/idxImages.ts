import { readIdx } from '../readers/readIdx';
import type { DatasetCard, DatasetOptions, WithCard } from './DatasetCard';
import { type ImageClassification, type LabelledImages, labelledImages } from './labelledImages';
import { openFile } from './openFile';

/** What the authors of MNIST called their four files, and everybody after them. */
export const idxNames = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
] as const;

/** The shapes of MNIST and of those that are like it. */
export const idxShapes = {
  'train.images': [60000, 28, 28, 1],
  'train.labels': [60000],
  'test.images': [10000, 28, 28, 1],
  'test.labels': [10000],
} as const;

/** Reads a data set of four IDX files. */
export async function idxImages(
  card: DatasetCard,
  options: DatasetOptions,
  places?: readonly string[],
): Promise<WithCard<ImageClassification>> {
  const split = async (name: string): Promise<LabelledImages> => {
    const files = card.files.filter((file) => file.name.startsWith(name));
    // One after the other, so that of several missing files always the same one is named.
    const images = await readIdx(await openFile(card, files[0], options, places));
    const labels = await readIdx(await openFile(card, files[1], options, places));
    return labelledImages(images, labels, `${card.name} (${name})`);
  };
  const train = await split('train');
  return { train, test: await split('t10k'), classNames: card.classNames, card };
}
