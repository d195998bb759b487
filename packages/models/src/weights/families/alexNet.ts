import { torchvision } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { imageNetCards, torchvisionLicence, torchvisionRules } from './photographs';

// The AlexNet of 2012 itself (`alexNetOriginal`) is published for Caffe and ONNX only, which are not read here yet.

export const alexNetWeights: readonly WeightsCard[] = /* @__PURE__ */ imageNetCards(
  {
    licence: torchvisionLicence,
    citation: 'A. Krizhevsky: One weird trick for parallelizing convolutional neural networks. arXiv:1404.5997, 2014.',
    preprocessing: torchvisionRules,
  },
  [{ network: 'alexNet', top1: 56.522, top5: 79.066, files: [torchvision('alexnet-owt-7be5be79.pth', 244)] }],
);
