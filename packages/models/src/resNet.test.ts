import { BatchNormalization } from '@striate/layers';
import { randomUniform, seed, tensor } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { resNet18, resNet50 } from './resNet';
import { outputShapes, useCpu, useShapesOnly, weightedLayers } from './testing';

describe('at full size', () => {
  useShapesOnly();

  test('has the shapes of its stages', () => {
    const stem = ['conv1', 'maxpool'];
    expect(outputShapes(resNet18(), [...stem, 'layer1.1', 'layer2.1', 'layer3.1', 'layer4.1', 'avgpool'])).toEqual([
      '112x112x64',
      '56x56x64',
      '56x56x64',
      '28x28x128',
      '14x14x256',
      '7x7x512',
      '512',
    ]);
    expect(outputShapes(resNet50(), ['layer1.2', 'layer2.3', 'layer3.5', 'layer4.2', 'avgpool'])).toEqual([
      '56x56x256',
      '28x28x512',
      '14x14x1024',
      '7x7x2048',
      '2048',
    ]);
  });

  test('pads as torchvision does, and halves the image in the 3x3 of a bottleneck', () => {
    const net = resNet50();
    expect(net.getLayer('conv1').config).toMatchObject({ kernelSize: 7, strides: 2, padding: 3, useBias: false });
    expect(net.getLayer('maxpool').config).toMatchObject({ poolSize: 3, strides: 2, padding: 1 });
    expect(outputShapes(net, ['layer2.0.conv1', 'layer2.0.conv2', 'layer2.0.downsample.0'])).toEqual([
      '56x56x128',
      '28x28x128',
      '28x28x512',
    ]);
  });

  test("normalises with torchvision's epsilon and momentum", () => {
    const norms = resNet18().layers.filter((layer) => layer instanceof BatchNormalization);
    expect(norms).toHaveLength(20);
    for (const { config } of norms) expect(config).toMatchObject({ epsilon: 1e-5, momentum: 0.9 });
  });

  test("names its layers as torchvision's state dict does, in that order", () => {
    const names = weightedLayers(resNet50());
    expect(names.slice(0, 11)).toEqual([
      'conv1',
      'bn1',
      'layer1.0.conv1',
      'layer1.0.bn1',
      'layer1.0.conv2',
      'layer1.0.bn2',
      'layer1.0.conv3',
      'layer1.0.bn3',
      'layer1.0.downsample.0',
      'layer1.0.downsample.1',
      'layer1.1.conv1',
    ]);
    expect(names.at(-1)).toBe('fc');
    // One after each stage of a bottleneck network, none in the first of the others.
    const shortcuts = (all: string[]) => all.filter((name) => name.endsWith('downsample.0')).map((name) => name[5]);
    expect(shortcuts(names)).toEqual(['1', '2', '3', '4']);
    expect(shortcuts(weightedLayers(resNet18()))).toEqual(['2', '3', '4']);
  });
});

describe('with values', () => {
  useCpu();

  test('gives one probability a class on small images', async () => {
    const net = resNet18({ classes: 5, inputShape: [32, 32, 3] });
    const probabilities = await net.predict(randomUniform([2, 32, 32, 3]));
    expect(probabilities.shape).toEqual([2, 5]);
    for (const total of await probabilities.sum(1).data()) expect(total).toBeCloseTo(1, 5);
  });

  test('learns: the loss of one batch falls', async () => {
    seed(1);
    const net = resNet18({ classes: 2, inputShape: [32, 32, 3] });
    net.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
    const x = randomUniform([4, 32, 32, 3]);
    const { history } = await net.fit(x, tensor(Int32Array.of(0, 1, 0, 1), [4]), {
      epochs: 3,
      batchSize: 4,
      verbose: 0,
    });
    expect(history.loss[2]).toBeLessThan(history.loss[0]);
  });
});
