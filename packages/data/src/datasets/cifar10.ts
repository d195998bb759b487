import type { NdArray } from '../ndArray';
import { readCifar } from '../readers/readCifar';
import { archiveFiles } from './archiveFiles';
import type { DatasetCard, DatasetOptions, WithCard } from './DatasetCard';
import { type ImageClassification, type LabelledImages, labelledImages } from './labelledImages';

/** Where CIFAR-10 comes from, and its file. */
export const cifar10Card: DatasetCard = {
  name: 'cifar-10',
  title: 'CIFAR-10: small photographs of ten kinds of things',
  source: 'https://www.cs.toronto.edu/~kriz/cifar.html',
  licence: 'none stated; its authors ask to be cited',
  citation:
    'A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, University of Toronto, 2009.',
  files: [
    {
      name: 'cifar-10-binary.tar.gz',
      bytes: 170052171,
      sha256: 'c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd',
      urls: ['https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz'],
    },
  ],
  classNames: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  shapes: {
    'train.images': [50000, 32, 32, 3],
    'train.labels': [50000],
    'test.images': [10000, 32, 32, 3],
    'test.labels': [10000],
  },
};

const trainFiles = ['data_batch_1.bin', 'data_batch_2.bin', 'data_batch_3.bin', 'data_batch_4.bin', 'data_batch_5.bin'];

/**
 * Photographs, 32 x 32 in colour, in ten classes: 50,000 to train and 10,000 to test (Krizhevsky 2009).
 *
 * From `folder` (the archive `cifar-10-binary.tar.gz`, or what is in it), else from the cache or downloaded (170 MB).
 *
 * @throws {StriateError} if a file is missing, and cannot be downloaded: names it, and says where to put it.
 * @throws {FormatError} if a file is not what it should be.
 *
 * @example
 * const { train, classNames } = await cifar10();
 * train.images.shape;          // [50000,32,32,3]
 * classNames[train.labels[0]]; // 'frog'
 */
export async function cifar10(options: DatasetOptions = {}): Promise<WithCard<ImageClassification>> {
  const parts = new Map<string, LabelledImages>();
  await archiveFiles(
    cifar10Card,
    'cifar-10-batches-bin',
    [...trainFiles, 'test_batch.bin'],
    options,
    async (name, bytes) => {
      parts.set(name, await readCifar(bytes));
    },
  );
  const train = joined(trainFiles.flatMap((name) => parts.get(name) ?? []));
  const test = joined([parts.get('test_batch.bin')].flatMap((part) => part ?? []));
  return { train, test, classNames: cifar10Card.classNames, card: cifar10Card };
}

function joined(parts: readonly LabelledImages[]): LabelledImages {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const data = new Uint8Array(length * 3072);
  const labels = new Int32Array(length);
  let at = 0;
  for (const part of parts) {
    data.set(part.images.data, at * 3072);
    labels.set(part.labels, at);
    at += part.length;
  }
  const images: NdArray<Uint8Array> = { data, shape: [length, 32, 32, 3] };
  return labelledImages(images, { data: labels, shape: [length] }, 'cifar10');
}
