// Written by `pnpm train:zoo lecture5Cnn-fashion-mnist`.
import type { TrainedCard } from './TrainedWeights';

export const card: TrainedCard = {
  network: 'lecture5Cnn',
  weights: 'fashion-mnist',
  trainedOn: 'Fashion-MNIST, 60,000 training images',
  licence: 'MIT, as the images',
  citation:
    'H. Xiao, K. Rasul, R. Vollgraf: Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms. arXiv:1708.07747, 2017.',
  accuracy: {
    measuredOn: 'Fashion-MNIST, 10,000 test images',
    top1: 92.09,
  },
  command: 'pnpm train:zoo lecture5Cnn-fashion-mnist',
  seed: 5,
  epochs: 15,
  minutes: 61.1,
  machine: 'Node.js 20.20.2, 2 threads of Intel(R) Xeon(R) Processor @ 2.50GHz, busy with other work too',
  date: '2026-11-22',
  labels: ['T-shirt/top', 'Trouser', 'Pullover', 'Dress', 'Coat', 'Sandal', 'Shirt', 'Sneaker', 'Bag', 'Ankle boot'],
  preprocessing: {
    size: [28, 28],
    channels: 1,
    resize: 'stretch',
    scale: 0.00392156862745098,
  },
};
