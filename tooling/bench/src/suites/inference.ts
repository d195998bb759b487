import { alexNet, googLeNet, resNet18, resNet50, vgg16 } from '@striate/models';
import { inferenceDuel, type Network } from '../inference/inferenceDuel';
import type { Suite } from '../suite';

/** Scores, not probabilities: where those are 0 and 1, everything agrees. */
const options = { classifierActivation: 'linear' } as const;

export const networks: readonly Network[] = [
  { name: 'alexnet', flops: 1_428_376_960, build: () => alexNet(options) },
  { name: 'vgg16', flops: 30_940_528_640, build: () => vgg16(options) },
  { name: 'googlenet', flops: 2_996_752_384, build: () => googLeNet(options) },
  { name: 'resnet18', flops: 3_628_146_688, build: () => resNet18(options) },
  { name: 'resnet50', flops: 8_178_368_512, build: () => resNet50(options) },
];

export const inference: Suite = {
  name: 'inference',
  about: 'one image of 224 x 224 through a network, from numbers to numbers; the scores must agree',
  cases: networks.map(inferenceDuel),
};
