import type { Preprocessing } from '../../classify/Preprocessing';
import type { WeightsCard, WeightsFile } from '../WeightsCard';

// What weights of ImageNet have in common.

/** The rules torchvision and timm measure with: the shorter side to 256, the centre, the mean and deviation of ImageNet. */
export const torchvisionRules: Preprocessing = {
  size: [224, 224],
  channels: 3,
  resize: 256,
  scale: 1 / 255,
  mean: [0.485, 0.456, 0.406],
  std: [0.229, 0.224, 0.225],
};

/** Those of Keras' VGG and ResNet, which come from Caffe: blue first, and only the mean subtracted. */
export const caffeRules: Preprocessing = {
  size: [224, 224],
  channels: 3,
  resize: 'stretch',
  channelOrder: 'bgr',
  scale: 1,
  mean: [103.939, 116.779, 123.68],
};

/** Those of the networks of Berkeley's Vision and Learning Center. */
export const bvlcRules: Preprocessing = {
  size: [224, 224],
  channels: 3,
  resize: 256,
  channelOrder: 'bgr',
  scale: 1,
  mean: [104, 117, 123],
};

/** What differs between two sets of weights. */
interface Differences {
  readonly network: string;
  readonly weights?: string;
  readonly top1: number;
  readonly top5: number;
  readonly files: readonly WeightsFile[];
  readonly featureFiles?: readonly WeightsFile[];
  readonly preprocessing?: Preprocessing;
}

/** Cards of weights for the 1000 classes of ImageNet. */
export function imageNetCards(
  { licence, citation, preprocessing }: Pick<WeightsCard, 'licence' | 'citation' | 'preprocessing'>,
  cards: readonly Differences[],
): WeightsCard[] {
  return cards.map((card) => ({
    weights: 'imagenet',
    trainedOn: 'ImageNet-1k (ILSVRC 2012)',
    classes: 1000,
    labels: 'imagenet',
    preprocessing,
    licence,
    citation,
    ...card,
  }));
}

/** The licence of torchvision, whose weights timm's are copies of. */
export const torchvisionLicence = 'BSD-3-Clause (torchvision)';
