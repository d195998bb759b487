import { BatchNormalization, dense, type Layer, sequential } from '@striate/layers';
import { describe, expect, test } from 'vitest';
import { backbone } from './backbone';
import { freeze, unfreeze } from './freeze';
import { leafLayers } from './leafLayers';
import type { LayerSelection } from './selectLayers';
import { bitsOf, pictures, tinyNet, useCpu } from './testing';

useCpu();

const all = [
  'conv1',
  'bn1',
  'layer1.0.conv1',
  'layer1.0.bn1',
  'layer1.0.conv2',
  'layer2.0.conv1',
  'layer2.0.bn1',
  'layer2.0.conv2',
  'fc',
];

const learning = (net: Parameters<typeof leafLayers>[0]) =>
  leafLayers(net).flatMap(({ layer }) => (layer.trainableWeights.length > 0 ? [layer.name] : []));

describe('freeze', () => {
  test.each([
    ['layer1', all.filter((name) => !name.startsWith('layer1'))],
    ['fc', all.slice(0, -1)],
    [/bn/, all.filter((name) => !name.includes('bn'))],
    [{ first: 2 }, all.slice(2)],
    [{ last: 2 }, all.slice(0, -2)],
    [{ upTo: 'layer1' }, all.slice(5)],
    [{ from: 'layer2' }, all.slice(0, 5)],
    [['conv1', { last: 1 }], all.slice(1, -1)],
    [(layer: Layer) => layer instanceof BatchNormalization, all.filter((name) => !name.includes('bn'))],
  ] as [LayerSelection, string[]][])('keeps what is selected: %o', (selection, left) => {
    expect(learning(freeze(tinyNet(), selection))).toEqual(left);
    expect(learning(unfreeze(freeze(tinyNet()), selection))).toEqual(all.filter((name) => !left.includes(name)));
  });

  test('reaches into models within', () => {
    const net = sequential([tinyNet(), dense({ units: 2, name: 'scores' })]);
    freeze(net, 'layer1');
    expect(learning(net)).toEqual([...all.filter((name) => !name.startsWith('layer1')), 'scores']);
    freeze(net);
    expect(net.trainableWeights).toEqual([]);
    unfreeze(net, 'scores');
    expect(learning(net)).toEqual(['scores']);
    expect(net.layers[0].trainable).toBe(false);
    unfreeze(net, { from: 'layer2' }, { batchNormalization: false });
    expect(learning(net)).toEqual(['layer2.0.conv1', 'layer2.0.conv2', 'fc', 'scores']);
  });

  test('what is frozen stays bit by bit, moving statistics too, and the rest learns', async () => {
    const net = freeze(tinyNet(), { upTo: 'layer1' });
    net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy' });
    const before = await bitsOf(net);
    const { x, y } = pictures();
    await net.fit(x, y, { epochs: 2, verbose: 0 });
    const after = await bitsOf(net);
    const same = [...before.keys()].filter((name) => before.get(name) === after.get(name));
    expect([...new Set(same.map((name) => name.split('/')[0]))]).toEqual(all.slice(0, 5));
    expect(same).toContain('layer1.0.bn1/moving_mean');
    expect(same).toHaveLength(12);
  });

  test('names what is near to what is not there', () => {
    expect(() => freeze(tinyNet(), 'leyer1')).toThrow(
      "freeze: layer or stage 'leyer1' is not known; did you mean 'layer1'?",
    );
    expect(() => unfreeze(tinyNet(), { upTo: 'con1' })).toThrow("did you mean 'conv1'?");
    expect(() => freeze(tinyNet(), { first: 10 })).toThrow('0 to 9, got 10');
    expect(() => freeze(tinyNet(), /dense/)).toThrow("no layer's name matches /dense/");
    // @ts-expect-error
    expect(() => freeze(tinyNet(), { layers: 3 })).toThrow('got {"layers":3}');
  });

  test('a backbone is frozen, and its preprocessing for good', () => {
    const net = backbone(tinyNet(), { preprocessing: 'caffe' });
    expect(net.trainableWeights).toEqual([]);
    expect(learning(unfreeze(net))).toEqual(all.slice(0, -1));
  });
});
