// Written by `pnpm train:zoo lenet5-mnist`.
import type { TrainedCard } from './TrainedWeights';

export const card: TrainedCard = {
  network: 'lenet5',
  weights: 'mnist',
  trainedOn: 'MNIST, 60,000 training images',
  licence: 'CC BY-SA 3.0, as the images',
  citation:
    'Y. LeCun, L. Bottou, Y. Bengio, P. Haffner: Gradient-based learning applied to document recognition. Proceedings of the IEEE 86(11), 1998.',
  accuracy: {
    measuredOn: 'MNIST, 10,000 test images',
    top1: 99.34,
  },
  command: 'pnpm train:zoo lenet5-mnist',
  seed: 1998,
  epochs: 15,
  minutes: 19.2,
  machine: 'Node.js 20.20.2, 2 threads of Intel(R) Xeon(R) Processor @ 2.50GHz, busy with other work too',
  date: '2026-11-22',
  labels: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  preprocessing: {
    size: [28, 28],
    channels: 1,
    resize: 'stretch',
    scale: 0.00392156862745098,
  },
};
