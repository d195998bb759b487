import { readIdx } from '../readers/readIdx';
import type { DatasetCard, DatasetFile, DatasetOptions, WithCard } from './DatasetCard';
import { type ImageClassification, type LabelledImages, labelledImages } from './labelledImages';
import { openFile } from './openFile';

/** What the authors of MNIST called their four files, and everybody after them. */
const names = [
  'train-images-idx3-ubyte.gz',
  'train-labels-idx1-ubyte.gz',
  't10k-images-idx3-ubyte.gz',
  't10k-labels-idx1-ubyte.gz',
];

/** The size of a file, its SHA-256, and that of what it unpacks to. */
type Sums = readonly [bytes: number, sha256: string, contentSha256: string];

/** The card of MNIST, or of a data set made to be like it: the folders the files are to be had from, and their sums in the usual order. */
export function idxCard(
  about: Omit<DatasetCard, 'files' | 'shapes'>,
  mirrors: readonly string[],
  sums: readonly [Sums, Sums, Sums, Sums],
): DatasetCard {
  const files = names.map((name, i): DatasetFile => {
    const [bytes, sha256, contentSha256] = sums[i];
    return { name, bytes, sha256, contentSha256, urls: mirrors.map((folder) => `${folder}/${name}`) };
  });
  const shapes = {
    'train.images': [60000, 28, 28, 1],
    'train.labels': [60000],
    'test.images': [10000, 28, 28, 1],
    'test.labels': [10000],
  };
  return { ...about, files, shapes };
}

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
