import { keras, timm, torchvision } from '../files';
import type { WeightsCard } from '../WeightsCard';
import { caffeRules, imageNetCards, torchvisionLicence, torchvisionRules } from './photographs';

const citation =
  'K. Simonyan, A. Zisserman: Very deep convolutional networks for large-scale image recognition. ICLR 2015, arXiv:1409.1556.';
const torch = { licence: torchvisionLicence, citation, preprocessing: torchvisionRules };
/** The weights of the paper's authors. */
const oxford = { licence: 'CC BY 4.0 (Visual Geometry Group, Oxford)', citation, preprocessing: caffeRules };

export const vggWeights: readonly WeightsCard[] = /* @__PURE__ */ [
  ...imageNetCards(torch, [
    {
      network: 'vgg11',
      top1: 69.02,
      top5: 88.628,
      files: [
        timm('vgg11.tv_in1k', 531, '682c023808812148d4e60c76d80ad83dbeaf5d50eb1a952a0b836895003151e5'),
        torchvision('vgg11-8a719046.pth', 531),
      ],
    },
    {
      network: 'vgg13',
      top1: 69.928,
      top5: 89.246,
      files: [torchvision('vgg13-19584684.pth', 532), timm('vgg13.tv_in1k', 532)],
    },
    {
      network: 'vgg16',
      top1: 71.592,
      top5: 90.382,
      files: [
        timm('vgg16.tv_in1k', 553, '57b026918159a6bf9faf8405c3a551903768e7138989d9c6224a14227203fad8'),
        torchvision('vgg16-397923af.pth', 553),
      ],
    },
    {
      network: 'vgg19',
      top1: 72.376,
      top5: 90.876,
      files: [
        timm('vgg19.tv_in1k', 575, '11aea017b543ff59233749d8f1cf544cda749378f5790d2fedab841fb86b7669'),
        torchvision('vgg19-dcbb9e9d.pth', 575),
      ],
    },
    {
      network: 'vgg11Bn',
      top1: 70.37,
      top5: 89.81,
      files: [torchvision('vgg11_bn-6002323d.pth', 532), timm('vgg11_bn.tv_in1k', 532)],
    },
    {
      network: 'vgg13Bn',
      top1: 71.586,
      top5: 90.374,
      files: [
        timm('vgg13_bn.tv_in1k', 532, '7dae235e35772693cd527e7ac9ef8f6594707a14a8d26aabdb83c0baa6847861'),
        torchvision('vgg13_bn-abd245e5.pth', 532),
      ],
    },
    {
      network: 'vgg16Bn',
      top1: 73.36,
      top5: 91.516,
      files: [
        timm('vgg16_bn.tv_in1k', 554, '88bbedbc8e780413736db38ac4efd41b06fc0e93fd5b8879b584bba63a950129'),
        torchvision('vgg16_bn-6c64b313.pth', 554),
      ],
    },
    {
      network: 'vgg19Bn',
      top1: 74.218,
      top5: 91.842,
      files: [
        timm('vgg19_bn.tv_in1k', 575, 'f8249087e63bae61c6166bb23d7c26efe1b2a43fd9fb5cd60ac6ce00535ba312'),
        torchvision('vgg19_bn-c79401a0.pth', 575),
      ],
    },
  ]),
  ...imageNetCards(oxford, [
    {
      network: 'vgg16',
      weights: 'imagenet-keras',
      top1: 71.3,
      top5: 90.1,
      files: [keras('vgg16/vgg16_weights_tf_dim_ordering_tf_kernels.h5', 553, '64373286793e3c8b2b4e3219cbf3544b')],
      featureFiles: [
        keras('vgg16/vgg16_weights_tf_dim_ordering_tf_kernels_notop.h5', 59, '6d6bbae143d832006294945121d1f1fc'),
      ],
    },
    {
      network: 'vgg19',
      weights: 'imagenet-keras',
      top1: 71.3,
      top5: 90,
      files: [keras('vgg19/vgg19_weights_tf_dim_ordering_tf_kernels.h5', 575, 'cbe5617147190e668d6c5d5026f83318')],
      featureFiles: [
        keras('vgg19/vgg19_weights_tf_dim_ordering_tf_kernels_notop.h5', 80, '253f8cb515780f3b799900260a226db6'),
      ],
    },
  ]),
];
