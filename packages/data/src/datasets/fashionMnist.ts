import type { DatasetCard, DatasetOptions, WithCard } from './DatasetCard';
import { idxCard, idxImages } from './idxImages';
import type { ImageClassification } from './labelledImages';

/** Where Debian's package dataset-fashion-mnist installs the files, packed anew. */
const places = ['/usr/share/datasets/fashion-mnist'];

/** Where Fashion-MNIST comes from, and its files. */
export const fashionMnistCard: DatasetCard = /* @__PURE__ */ idxCard(
  {
    name: 'fashion-mnist',
    title: 'Fashion-MNIST: photographs of clothes',
    source: 'https://github.com/zalandoresearch/fashion-mnist',
    licence: 'MIT',
    citation:
      'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. arXiv:1708.07747, 2017.',
    classNames: [
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
    ],
  },
  [
    // https, and readable from other sites' pages
    'https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion',
    'http://fashion-mnist.s3-website.eu-central-1.amazonaws.com',
  ],
  [
    [
      26421880,
      '3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84',
      'c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888',
    ],
    [
      29515,
      'a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845',
      'bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9',
    ],
    [
      4422102,
      '346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073',
      '5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b',
    ],
    [
      5148,
      '67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5',
      '0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34',
    ],
  ],
);

/**
 * Photographs of clothes, 28 x 28, in ten classes: 60,000 to train and 10,000 to test (Xiao, Rasul and Vollgraf 2017,
 * arXiv:1708.07747).
 *
 * From `folder`, else from the cache, from where Debian's package dataset-fashion-mnist installs it, or downloaded (31 MB).
 *
 * @throws {StriateError} if a file is missing, and cannot be downloaded: names it, and says where to put it.
 * @throws {FormatError} if a file is not what it should be.
 *
 * @example
 * const { train, classNames } = await fashionMnist();
 * classNames[train.labels[0]]; // 'Ankle boot'
 */
export async function fashionMnist(options: DatasetOptions = {}): Promise<WithCard<ImageClassification>> {
  return idxImages(fashionMnistCard, options, places);
}
