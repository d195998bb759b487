import type { Model } from '@striate/layers';
import { sizeOf, type Variable } from '@striate/tensor';
import { expect, test } from 'vitest';
import { alexNet } from './alexNet';
import type { ClassifierOptions } from './ClassifierOptions';
import { googLeNet } from './googLeNet';
import { resNet18, resNet34, resNet50, resNet101, resNet152 } from './resNet';
import { useShapesOnly } from './testing';
import { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';

useShapesOnly();

type Network = (options?: ClassifierOptions) => Model;

// As torchvision's own metadata has them: trainable, without the classifier, moving means and variances.
const networks: [Network, trainable: number, withoutTop: number, statistics: number][] = [
  [alexNet, 61_100_840, 2_469_696, 0],
  [vgg11, 132_863_336, 9_220_480, 0],
  [vgg11Bn, 132_868_840, 9_225_984, 5_504],
  [vgg13, 133_047_848, 9_404_992, 0],
  [vgg13Bn, 133_053_736, 9_410_880, 5_888],
  [vgg16, 138_357_544, 14_714_688, 0],
  [vgg16Bn, 138_365_992, 14_723_136, 8_448],
  [vgg19, 143_667_240, 20_024_384, 0],
  [vgg19Bn, 143_678_248, 20_035_392, 11_008],
  [googLeNet, 6_624_904, 5_599_904, 14_560],
  [resNet18, 11_689_512, 11_176_512, 9_600],
  [resNet34, 21_797_672, 21_284_672, 17_024],
  [resNet50, 25_557_032, 23_508_032, 53_120],
  [resNet101, 44_549_160, 42_500_160, 105_344],
  [resNet152, 60_192_808, 58_143_808, 151_424],
];

const count = (weights: readonly Variable[]) => weights.reduce((total, { shape }) => total + sizeOf(shape), 0);

test.each(networks.map(([network, ...counts]) => [network.name, network, counts] as const))(
  '%s has the parameters it should have',
  (name, network, [trainable, withoutTop, statistics]) => {
    const net = network();
    expect(net.name).toBe(name);
    expect(net.outputShape).toEqual([null, 1000]);
    expect(count(net.trainableWeights)).toBe(trainable);
    expect(count(net.nonTrainableWeights)).toBe(statistics);
    expect(net.countParams()).toBe(trainable + statistics);
    expect(count(network({ includeTop: false }).trainableWeights)).toBe(withoutTop);
  },
);

test.each([
  [resNet50, 25_583_592, 23_534_592, 53_120],
  [resNet101, 44_601_832, 42_552_832, 105_344],
  [resNet152, 60_268_520, 58_219_520, 151_424],
] as const)("%o as Keras has it counts the convolutions' biases", (network, trainable, withoutTop, statistics) => {
  const net = network({ variant: 'keras' });
  expect(count(net.trainableWeights)).toBe(trainable);
  expect(count(net.nonTrainableWeights)).toBe(statistics);
  expect(count(network({ variant: 'keras', includeTop: false }).trainableWeights)).toBe(withoutTop);
  expect(count(network({ variant: 'v1' }).trainableWeights)).toBe(count(network().trainableWeights));
});

test('googLeNet with its auxiliary classifiers has twice as many', () => {
  const net = googLeNet({ auxiliary: true });
  expect(count(net.trainableWeights)).toBe(13_004_888);
  expect(count(net.nonTrainableWeights)).toBe(15_072);
});

test.each(networks.map(([network]) => [network.name, network] as const))(
  '%s takes images of any size, and other classes',
  (_, network) => {
    const options = { inputShape: [null, null, 3], classes: 7, classifierActivation: 'linear', name: 'mine' } as const;
    const net = network(options);
    expect(net.name).toBe('mine');
    expect(net.inputs[0].shape).toEqual([null, null, null, 3]);
    expect(net.outputShape).toEqual([null, 7]);
  },
);
