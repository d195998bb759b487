import { expect, it, vi } from 'vitest';
import { type NetworkName, network, networks } from './networks';
import { resNet50 } from './resNet';
import { useShapesOnly } from './testing';

useShapesOnly();
vi.setConfig({ testTimeout: 60_000 });

const names = Object.keys(networks) as NetworkName[];

it.each(names)('%s has its name, as many outputs as classes, and without the top one for each channel', (name) => {
  const net = network(name, { classes: 7 });
  expect(net.name).toBe(name);
  expect(net.outputShape).toEqual([null, 7]);
  const features = network(name, { includeTop: false, pooling: 'max', name: 'mine' });
  expect(features.name).toBe('mine');
  expect(features.outputShape).toEqual([null, features.layers.at(-2)?.output.shape.at(-1)]);
});

it('says which networks, variants and poolings there are', () => {
  expect(() => network('resNet51' as 'resNet50')).toThrow(/'resNet51' is not known; did you mean 'resNet5.*vgg16/);
  expect(() => resNet50({ variant: 'v2' as 'v1' })).toThrow("resNet50: variant is one of v1.5, v1, keras, got 'v2'");
  expect(() => network('lenet5', { includeTop: false, pooling: 'mean' as 'avg' })).toThrow(
    "pooling 'mean' is not known. There are avg, max",
  );
});
