import { cifar10Card } from '@striate/data';
import type { Preprocessing } from '../../classify/Preprocessing';
import type { WeightsCard } from '../WeightsCard';
import { torchvisionRules } from './photographs';

/** He normalises the images of CIFAR with the statistics of ImageNet. */
const preprocessing: Preprocessing = { ...torchvisionRules, size: [32, 32], resize: 'stretch' };

/** Depth, file, megabytes, and how many of a hundred test images are right. */
const networks = [
  [20, 'resnet20-12fca82f.th', 1.1, 91.78],
  [32, 'resnet32-d509ac18.th', 1.9, 92.78],
  [44, 'resnet44-014dd654.th', 2.7, 93.14],
  [56, 'resnet56-4bfd9763.th', 3.5, 93.62],
] as const;

export const resNetCifarWeights: readonly WeightsCard[] = /* @__PURE__ */ networks.map(
  ([depth, name, megabytes, top1]) => ({
    network: `resNetCifar${depth}`,
    weights: 'cifar10-idelbayev',
    trainedOn: 'CIFAR-10, 50,000 training images',
    classes: 10,
    labels: cifar10Card.classNames,
    top1,
    preprocessing,
    licence: 'BSD-2-Clause (Yerlan Idelbayev)',
    citation:
      'Y. Idelbayev: Proper ResNet implementation for CIFAR10/CIFAR100 in PyTorch. https://github.com/akamaster/pytorch_resnet_cifar10',
    files: [
      {
        name,
        urls: [`https://raw.githubusercontent.com/akamaster/pytorch_resnet_cifar10/master/pretrained_models/${name}`],
        format: 'pth',
        megabytes,
        sha256Prefix: name.slice(-11, -3),
        cors: true,
      },
    ],
  }),
);
