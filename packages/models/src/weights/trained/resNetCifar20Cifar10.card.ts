// Written by `pnpm train:zoo resNetCifar20-cifar10`.
import type { TrainedCard } from './TrainedWeights';

export const card: TrainedCard = {
  network: 'resNetCifar20',
  weights: 'cifar10',
  trainedOn: 'CIFAR-10, the first 10,000 of the 50,000 training images',
  licence: 'MIT; of the images: none stated; its authors ask to be cited',
  citation:
    'A. Krizhevsky: Learning multiple layers of features from tiny images. Technical report, University of Toronto, 2009.',
  accuracy: {
    measuredOn: 'CIFAR-10, the first 1,000 test images',
    top1: 82.6,
  },
  command: 'pnpm train:zoo resNetCifar20-cifar10',
  seed: 20,
  epochs: 45,
  minutes: 110.7,
  machine: 'Node.js 20.20.2, 2 threads of Intel(R) Xeon(R) Processor @ 2.50GHz, busy with other work too',
  date: '2026-11-22',
  labels: ['airplane', 'automobile', 'bird', 'cat', 'deer', 'dog', 'frog', 'horse', 'ship', 'truck'],
  preprocessing: {
    size: [32, 32],
    channels: 3,
    resize: 'stretch',
    scale: 0.00392156862745098,
    mean: [0.49139968, 0.48215841, 0.44653091],
    std: [0.24703223, 0.24348513, 0.26158784],
  },
};
