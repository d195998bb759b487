import type { Model } from '@striate/layers';
import { seed, sharedGenerator } from '@striate/tensor';
import { expect, test, vi } from 'vitest';
import { network } from './networks';
import { useCpu } from './testing';

const loaded = vi.hoisted(() => ({ calls: [] as unknown[][] }));
vi.mock('./weights/loadPretrained', () => ({
  loadPretrained: async (...given: unknown[]) => void loaded.calls.push(given),
}));

useCpu();

test('with weights a network is a promise, and draws no random numbers for what is overwritten', async () => {
  seed(5);
  const before = sharedGenerator().state;
  const download = { folder: 'models' };
  const net = await network('lenet5', { weights: 'mnist', download, classes: 3 });
  expect(net.outputShape).toEqual([null, 3]);
  expect(sharedGenerator().state).toEqual(before);
  expect(await (net as Model).weights[0].data()).toEqual(new Float32Array(150));
  expect(loaded.calls).toEqual([['lenet5', net, 'mnist', download]]);
});

test('without weights it is there at once, with random ones, also after a promise', async () => {
  const later = network('lenet5', { weights: 'mnist' });
  const net = network('lenet5');
  expect((await net.weights[0].data()).every((value) => value !== 0)).toBe(true);
  await later;
});

test('a network of a variant asks for weights of its own', async () => {
  loaded.calls.length = 0;
  await network('resNet50Keras', { weights: 'imagenet', inputShape: [32, 32, 3], classes: 2 });
  await network('resNetCifar20', { weights: new Uint8Array(8) });
  expect(loaded.calls.map(([name]) => name)).toEqual(['resNet50Keras', 'resNetCifar20']);
});
