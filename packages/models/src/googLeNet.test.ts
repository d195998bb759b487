import { BatchNormalization } from '@striate/layers';
import { abs, grads, mean, randomUniform, seed, square, tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { googLeNet } from './googLeNet';
import { outputShapes, useCpu, useShapesOnly, weightedLayers } from './testing';

describe('at full size', () => {
  useShapesOnly();

  test('has the shapes of its stages, rounding pools up', () => {
    const net = googLeNet();
    const stages = ['conv1.conv', 'maxpool1', 'conv3.conv', 'maxpool2', 'inception3a', 'inception3b', 'maxpool3'];
    expect(outputShapes(net, stages)).toEqual([
      '112x112x64',
      '56x56x64',
      '56x56x192',
      '28x28x192',
      '28x28x256',
      '28x28x480',
      '14x14x480',
    ]);
    const later = ['4a', '4b', '4c', '4d', '4e', '5a', '5b'].map((name) => `inception${name}`);
    const [a, b, c, d, e, ...last] = outputShapes(net, later);
    expect([a, b, c]).toEqual(['14x14x512', '14x14x512', '14x14x512']);
    expect([d, e]).toEqual(['14x14x528', '14x14x832']);
    expect([...last, ...outputShapes(net, ['maxpool4', 'avgpool'])]).toEqual([
      '7x7x832',
      '7x7x1024',
      '7x7x832',
      '1024',
    ]);
    expect(net.getLayer('conv1.conv').config).toMatchObject({ kernelSize: 7, strides: 2, padding: 3, useBias: false });
  });

  test("normalises with torchvision's epsilon and momentum", () => {
    const norms = googLeNet().layers.filter((layer) => layer instanceof BatchNormalization);
    expect(norms).toHaveLength(57);
    for (const { config } of norms) expect(config).toMatchObject({ epsilon: 1e-3, momentum: 0.9 });
  });

  test("names its layers as torchvision's state dict does, in that order", () => {
    const names = weightedLayers(googLeNet({ auxiliary: true }));
    expect(names.slice(0, 2)).toEqual(['conv1.conv', 'conv1.bn']);
    expect(names.filter((name) => /^inception3a.*conv$/.test(name))).toEqual(
      ['branch1', 'branch2.0', 'branch2.1', 'branch3.0', 'branch3.1', 'branch4.1'].map((b) => `inception3a.${b}.conv`),
    );
    const [conv, norm] = ['conv.conv', 'conv.bn'];
    const heads = ['aux1', 'aux2'].flatMap((aux) => [conv, norm, 'fc1', 'fc2'].map((part) => `${aux}.${part}`));
    expect(names.slice(-9)).toEqual([...heads, 'fc']);
  });

  test('has three outputs with the auxiliary classifiers, which belong to the top', () => {
    const net = googLeNet({ classes: 10, auxiliary: true });
    expect(net.outputNames).toEqual(['main', 'aux1', 'aux2']);
    const scores = [null, 10];
    expect(net.outputShape).toEqual([scores, scores, scores]);
    expect(outputShapes(net, ['aux1.avgpool', 'aux2.avgpool', 'aux1.flatten'])).toEqual(['4x4x512', '4x4x528', '2048']);
    expect(() => googLeNet({ auxiliary: true, includeTop: false })).toThrow(
      'googLeNet: auxiliary classifiers belong to the top, got auxiliary true and includeTop false',
    );
  });
});

describe('with values', () => {
  useCpu();
  const small = { classes: 3, inputShape: [32, 32, 3], auxiliary: true } as const;

  test('sends a gradient from each of the three outputs to the first layer', async () => {
    seed(1);
    const net = googLeNet({ ...small, classifierActivation: 'linear' });
    const x = randomUniform([2, 32, 32, 3]);
    const kernel = net.getLayer('conv1.conv').weights[0];
    for (const output of [0, 1, 2]) {
      const [gradient] = grads(() => mean(square(net(x, { training: true })[output])))([kernel]);
      expect(await abs(gradient).max().item(), net.outputNames[output]).toBeGreaterThan(0);
    }
  });

  test('trains on the loss of all three', async () => {
    seed(1);
    const net = googLeNet(small);
    const lossWeights = { main: 1, aux1: 0.3, aux2: 0.3 };
    net.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy', lossWeights });
    const heads = ['fc', 'aux1.fc2', 'aux2.fc2'].map((name) => net.getLayer(name).weights[0]);
    const before = await Promise.all(heads.map(async (weight) => [...(await weight.data())]));
    const labels = tensor(Int32Array.of(0, 2), [2]);
    const y = { main: labels, aux1: labels, aux2: labels };
    const logs = await net.trainOnBatch(randomUniform([2, 32, 32, 3]), y);
    expect(logs.loss).toBeCloseTo(logs.main_loss + 0.3 * (logs.aux1_loss + logs.aux2_loss), 4);
    for (const [i, weight] of heads.entries()) expect([...(await weight.data())]).not.toEqual(before[i]);
  });
});
