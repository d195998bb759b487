import type { Model } from '@striate/layers';
import { sizeOf, type Variable } from '@striate/tensor';
import { expect, test } from 'vitest';
import { googLeNet } from './googLeNet';
import { googLeNetOriginal } from './googLeNetOriginal';
import { type NetworkName, network, networks } from './networks';
import { useShapesOnly } from './testing';

useShapesOnly();

/** Trainable, without the classifier, and what is not trained: moving means and variances, fixed weights. */
type Counts = readonly [trainable: number, withoutTop: number, others: number];

// Those of ImageNet as the metadata of torchvision, Keras and Caffe have them.
const counts: Record<NetworkName, Counts> = {
  denseNetwork: [101_770, 100_480, 0],
  lenet5: [61_706, 2_572, 0],
  lenet5Original: [60_000, 1_716, 840],
  alexNet: [61_100_840, 2_469_696, 0],
  alexNetOriginal: [60_965_224, 2_334_080, 0],
  vgg11: [132_863_336, 9_220_480, 0],
  vgg11Bn: [132_868_840, 9_225_984, 5_504],
  vgg13: [133_047_848, 9_404_992, 0],
  vgg13Bn: [133_053_736, 9_410_880, 5_888],
  vgg16: [138_357_544, 14_714_688, 0],
  vgg16Bn: [138_365_992, 14_723_136, 8_448],
  vgg19: [143_667_240, 20_024_384, 0],
  vgg19Bn: [143_678_248, 20_035_392, 11_008],
  googLeNet: [6_624_904, 5_599_904, 14_560],
  googLeNetOriginal: [6_998_552, 5_973_552, 0],
  resNet18: [11_689_512, 11_176_512, 9_600],
  resNet34: [21_797_672, 21_284_672, 17_024],
  resNet50: [25_557_032, 23_508_032, 53_120],
  resNet101: [44_549_160, 42_500_160, 105_344],
  resNet152: [60_192_808, 58_143_808, 151_424],
  resNet50V1: [25_557_032, 23_508_032, 53_120],
  resNet101V1: [44_549_160, 42_500_160, 105_344],
  resNet152V1: [60_192_808, 58_143_808, 151_424],
  resNet50Keras: [25_583_592, 23_534_592, 53_120],
  resNet101Keras: [44_601_832, 42_552_832, 105_344],
  resNet152Keras: [60_268_520, 58_219_520, 151_424],
  resNetCifar20: [269_722, 269_072, 1_376],
  resNetCifar32: [464_154, 463_504, 2_272],
  resNetCifar44: [658_586, 657_936, 3_168],
  resNetCifar56: [853_018, 852_368, 4_064],
  resNetCifar110: [1_727_962, 1_727_312, 8_096],
  squeezeNet1_0: [1_248_424, 735_424, 0],
  squeezeNet1_1: [1_235_496, 722_496, 0],
  lecture3Cnn: [1_413_834, 1_109_888, 0],
  lecture3ResNet34: [21_289_802, 21_284_672, 17_024],
  lecture5Cnn: [93_322, 55_744, 0],
  textCnn: [5_990_702, 5_990_100, 0],
};

const count = (weights: readonly Variable[]) => weights.reduce((total, { shape }) => total + sizeOf(shape), 0);

const withoutMap: readonly string[] = ['denseNetwork', 'textCnn'] satisfies NetworkName[];

test.each(Object.keys(networks) as NetworkName[])('%s has its name, and the parameters it should have', (name) => {
  const [trainable, withoutTop, others] = counts[name];
  const net = network(name);
  expect(net.name).toBe(name);
  expect(count(net.trainableWeights)).toBe(trainable);
  expect(count(net.nonTrainableWeights)).toBe(others);
  expect(net.countParams()).toBe(trainable + others);

  const features = network(name, { includeTop: false, pooling: 'max', name: 'mine' });
  expect(features.name).toBe('mine');
  expect(count(features.trainableWeights)).toBe(withoutTop);
  const map = features.layers.at(withoutMap.includes(name) ? -1 : -2);
  expect(features.outputShape).toEqual([null, map?.output.shape.at(-1)]);
});

test('the auxiliary classifiers double the parameters of googLeNet', () => {
  const net = googLeNet({ auxiliary: true });
  expect(count(net.trainableWeights)).toBe(13_004_888);
  expect(count(net.nonTrainableWeights)).toBe(15_072);
  expect(googLeNetOriginal({ auxiliary: true }).countParams()).toBe(13_378_280);
});

const ofAnySize = [
  'alexNet',
  'vgg11Bn',
  'googLeNet',
  'googLeNetOriginal',
  'resNet18',
  'resNet50Keras',
  'resNetCifar20',
  'squeezeNet1_0',
  'squeezeNet1_1',
  'lecture3ResNet34',
] as const satisfies NetworkName[];

test.each(ofAnySize)('%s takes images of any size', (name) => {
  const net: Model = network(name, { inputShape: [null, null, 3], classes: 7, classifierActivation: 'linear' });
  expect(net.inputs[0].shape).toEqual([null, null, null, 3]);
  expect(net.outputShape).toEqual([null, 7]);
});
