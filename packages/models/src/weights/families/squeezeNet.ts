import { torchvision } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { imageNetCards, torchvisionLicence, torchvisionRules } from './photographs';

export const squeezeNetWeights: readonly WeightsCard[] = /* @__PURE__ */ imageNetCards(
  {
    licence: torchvisionLicence,
    citation:
      'F. N. Iandola et al.: SqueezeNet: AlexNet-level accuracy with 50x fewer parameters and <0.5MB model size. arXiv:1602.07360, 2016.',
    preprocessing: torchvisionRules,
  },
  [
    { network: 'squeezeNet1_0', top1: 58.092, top5: 80.42, files: [torchvision('squeezenet1_0-b66bff10.pth', 5)] },
    { network: 'squeezeNet1_1', top1: 58.178, top5: 80.624, files: [torchvision('squeezenet1_1-b8a52dc0.pth', 5)] },
  ],
);
