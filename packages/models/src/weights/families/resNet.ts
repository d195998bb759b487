import { timm, torchvision } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { imageNetCards, torchvisionLicence, torchvisionRules } from './photographs';

const common = {
  licence: torchvisionLicence,
  citation:
    'K. He, X. Zhang, S. Ren, J. Sun: Deep residual learning for image recognition. CVPR 2016, arXiv:1512.03385.',
  preprocessing: torchvisionRules,
};
/** torchvision's second weights, of a longer training with more augmentation: they see a little more of a picture. */
const second = { weights: 'imagenet-v2', preprocessing: { ...torchvisionRules, resize: 232 } };

export const resNetWeights: readonly WeightsCard[] = /* @__PURE__ */ imageNetCards(common, [
  {
    network: 'resNet18',
    top1: 69.758,
    top5: 89.078,
    files: [
      timm('resnet18.tv_in1k', 47, '694f673df6520a3158624e8a89af086f59923ee4cd7436fe5bc3bc71d295ad81', 46_807_446),
      torchvision('resnet18-f37072fd.pth', 47),
    ],
  },
  {
    network: 'resNet34',
    top1: 73.314,
    top5: 91.42,
    files: [
      timm('resnet34.tv_in1k', 87, '0bb82595a564991a9d424708b33f5d843f5aaed7f6c0886ff10849ff97022235', 87_278_522),
      torchvision('resnet34-b627a593.pth', 87),
    ],
  },
  {
    network: 'resNet50',
    top1: 76.13,
    top5: 92.862,
    files: [
      timm('resnet50.tv_in1k', 102, '5d061a3c593d795bfe682d9b152bafbcf550579873492def3515b46db1189888', 102_469_840),
      torchvision('resnet50-0676ba61.pth', 103),
    ],
  },
  {
    network: 'resNet101',
    top1: 77.374,
    top5: 93.546,
    files: [torchvision('resnet101-63fe2227.pth', 179), timm('resnet101.tv_in1k', 179)],
  },
  {
    network: 'resNet152',
    top1: 78.312,
    top5: 94.046,
    files: [
      timm('resnet152.tv_in1k', 241, '15897077afdf4d6334dc0c3f8e6fb483afb3faa9298c139f3c6eb29bca6ae5b2'),
      torchvision('resnet152-394f9c45.pth', 242),
    ],
  },
  {
    network: 'resNet50',
    ...second,
    top1: 80.858,
    top5: 95.434,
    files: [torchvision('resnet50-11ad3fa6.pth', 103), timm('resnet50.tv2_in1k', 103)],
  },
  {
    network: 'resNet101',
    ...second,
    top1: 81.886,
    top5: 95.78,
    files: [torchvision('resnet101-cd907fc2.pth', 179), timm('resnet101.tv2_in1k', 179)],
  },
  {
    network: 'resNet152',
    ...second,
    top1: 82.284,
    top5: 96.002,
    files: [torchvision('resnet152-f82ba261.pth', 242), timm('resnet152.tv2_in1k', 242)],
  },
]);
