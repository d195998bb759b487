import { torchvision } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { imageNetCards, torchvisionLicence, torchvisionRules } from './photographs';

// The GoogLeNet of 2014 itself (`googLeNetOriginal`) is published for Caffe and ONNX only, which are not read here yet.

export const googLeNetWeights: readonly WeightsCard[] = /* @__PURE__ */ imageNetCards(
  {
    licence: torchvisionLicence,
    citation: 'C. Szegedy et al.: Going deeper with convolutions. CVPR 2015, arXiv:1409.4842.',
    // These weights come from TensorFlow and take -1 … 1. torchvision normalises as always, and has the network undo it:
    // `transform_input`. The sum of the two is this.
    preprocessing: { ...torchvisionRules, mean: [0.5, 0.5, 0.5], std: [0.5, 0.5, 0.5] },
  },
  // The auxiliary classifiers in the file are untrained.
  [{ network: 'googLeNet', top1: 69.778, top5: 89.53, files: [torchvision('googlenet-1378be20.pth', 52)] }],
);
