import { packagedDigits } from '../packagedDigits';
import type { DatasetCard, DatasetOptions, WithCard } from './DatasetCard';
import { idxCard, idxImages } from './idxImages';
import type { ImageClassification } from './labelledImages';

/** Options of `mnist`. */
export interface MnistOptions extends DatasetOptions {
  /** The original 60,000 and 10,000 digits, from the cache or downloaded (12 MB). Default: true where there is a `folder`, else false. */
  readonly full?: boolean;
}

/** Where MNIST comes from, and its files. */
export const mnistCard: DatasetCard = /* @__PURE__ */ idxCard(
  {
    name: 'mnist',
    title: 'MNIST: handwritten digits',
    source: 'http://yann.lecun.com/exdb/mnist/',
    licence: 'CC BY-SA 3.0',
    citation:
      'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11), 1998.',
    classNames: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  },
  [
    'https://storage.googleapis.com/cvdf-datasets/mnist',
    'https://ossci-datasets.s3.amazonaws.com/mnist',
    'https://raw.githubusercontent.com/fgnt/mnist/master',
  ],
  [
    [
      9912422,
      '440fcabf73cc546fa21475e81ea370265605f56be210a4024d2ca8f203523609',
      'ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db',
    ],
    [
      28881,
      '3552534a0a558bbed6aed32b30c495cca23d567ec52cac8be1a0730e8010255c',
      '65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5',
    ],
    [
      1648877,
      '8d422c7b0a1c1c79245a5bcf07fe86e33eeafee792b84584aec276f5a2dbc4e6',
      '0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7',
    ],
    [
      4542,
      'f7ae60f92e00ec6debd23a6088c31dbd2371eca3ffa0defaefb259924204aec6',
      'ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2',
    ],
  ],
);

/**
 * Handwritten digits, 28 x 28, white on black (LeCun, Cortes and Burges 1998).
 *
 * By default 10,000 real digits that come with this package, 8,000 to train and 2,000 to test: the first 10,000 of the
 * original training set, of every class the first four fifths to train, in a fixed shuffled order. The writers of the two
 * parts overlap, as those of the original test set do not, so accuracies are not comparable with published ones.
 * With `full` or `folder`, the original 60,000 and 10,000.
 *
 * @throws {StriateError} if a file is missing, and cannot be downloaded: names it, and says where to put it.
 * @throws {FormatError} if a file is not what it should be.
 *
 * @example
 * const { train, test } = await mnist();
 * train.images.shape; // [8000,28,28,1], Uint8Array
 * train.labels;       // Int32Array of 8000
 * const batches = train.dataset().shuffle({ seed: 42 }).map(({ x, y }) => ({ x: rescale(x), y })).batch(32);
 */
export async function mnist(options: MnistOptions = {}): Promise<WithCard<ImageClassification>> {
  const { full = options.folder !== undefined } = options;
  if (full) return idxImages(mnistCard, options);
  return { ...(await packagedDigits()), classNames: mnistCard.classNames, card: mnistCard };
}
