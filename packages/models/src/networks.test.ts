import { modelFromJson } from '@striate/layers';
import { expect, it, vi } from 'vitest';
import { googLeNet } from './googLeNet';
import { googLeNetOriginal } from './googLeNetOriginal';
import { type NetworkName, network, networks } from './networks';
import { resNet50 } from './resNet';
import { useShapesOnly } from './testing';
import { zooLayers } from './zooLayers';

useShapesOnly();
vi.setConfig({ testTimeout: 60_000 });

const names = Object.keys(networks) as NetworkName[];
it.each(names)('%s is made anew from its configuration', (name) => {
  const net = network(name, { classes: 7 });
  const twin = modelFromJson(net.toJson(), zooLayers);
  expect(twin.toJson()).toBe(net.toJson());
  const shapes = (weights: ReturnType<typeof net.namedWeights>) =>
    [...weights].map(([key, { shape, trainable }]) => `${key} ${shape} ${trainable}`);
  expect(shapes(twin.namedWeights())).toEqual(shapes(net.namedWeights()));
  expect(twin.outputShape).toEqual([null, 7]);
});

it('keeps the three outputs in the configuration', () => {
  for (const build of [googLeNet, googLeNetOriginal]) {
    const net = build({ auxiliary: true });
    const twin = modelFromJson(net.toJson(), zooLayers);
    expect(twin.outputNames).toEqual(['main', 'aux1', 'aux2']);
    expect(twin.toJson()).toBe(net.toJson());
  }
});

it('says which networks, variants and poolings there are', () => {
  expect(() => network('resNet51' as 'resNet50')).toThrow(/'resNet51' is not known; did you mean 'resNet5.*vgg16/);
  expect(() => resNet50({ variant: 'v2' as 'v1' })).toThrow("resNet50: variant is one of v1.5, v1, keras, got 'v2'");
  expect(() => network('lenet5', { includeTop: false, pooling: 'mean' as 'avg' })).toThrow(
    "pooling 'mean' is not known. There are avg, max",
  );
});
