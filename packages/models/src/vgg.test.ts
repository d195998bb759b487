import { BatchNormalization } from '@striate/layers';
import { randomUniform } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { outputShapes, useCpu, useShapesOnly, weightedLayers } from './testing';
import { vgg11, vgg11Bn, vgg13, vgg13Bn, vgg16, vgg16Bn, vgg19, vgg19Bn } from './vgg';

// Where torchvision's convolutions stand among its features.
const convolutions = [
  [vgg11, [0, 3, 6, 8, 11, 13, 16, 18]],
  [vgg11Bn, [0, 4, 8, 11, 15, 18, 22, 25]],
  [vgg13, [0, 2, 5, 7, 10, 12, 15, 17, 20, 22]],
  [vgg13Bn, [0, 3, 7, 10, 14, 17, 21, 24, 28, 31]],
  [vgg16, [0, 2, 5, 7, 10, 12, 14, 17, 19, 21, 24, 26, 28]],
  [vgg16Bn, [0, 3, 7, 10, 14, 17, 20, 24, 27, 30, 34, 37, 40]],
  [vgg19, [0, 2, 5, 7, 10, 12, 14, 16, 19, 21, 23, 25, 28, 30, 32, 34]],
  [vgg19Bn, [0, 3, 7, 10, 14, 17, 20, 23, 27, 30, 33, 36, 40, 43, 46, 49]],
] as const;

describe('at full size', () => {
  useShapesOnly();

  test.each(convolutions.map(([network, indices]) => [network.name, network, indices] as const))(
    "%s names its layers as torchvision's state dict does",
    (name, network, indices) => {
      const at = name.endsWith('Bn') ? indices.flatMap((i) => [i, i + 1]) : indices;
      const classifier = [0, 3, 6].map((i) => `classifier.${i}`);
      expect(weightedLayers(network())).toEqual([...at.map((i) => `features.${i}`), ...classifier]);
    },
  );

  test('halves the image after each of the five stages', () => {
    const pools = [4, 9, 16, 23, 30].map((i) => `features.${i}`);
    expect(outputShapes(vgg16(), [...pools, 'avgpool', 'flatten', 'classifier.3'])).toEqual([
      '112x112x64',
      '56x56x128',
      '28x28x256',
      '14x14x512',
      '7x7x512',
      '7x7x512',
      '25088',
      '4096',
    ]);
  });

  test("normalises with torchvision's epsilon and momentum, and keeps the biases", () => {
    const norms = vgg11Bn({ includeTop: false }).layers.filter((layer) => layer instanceof BatchNormalization);
    expect(norms).toHaveLength(8);
    for (const { config } of norms) expect(config).toMatchObject({ epsilon: 1e-5, momentum: 0.9 });
    expect([...vgg11Bn().namedWeights().keys()].slice(0, 6)).toEqual([
      'features.0/kernel',
      'features.0/bias',
      'features.1/gamma',
      'features.1/beta',
      'features.1/moving_mean',
      'features.1/moving_variance',
    ]);
  });

  test('refuses images that are too small', () => {
    expect(() => vgg11({ inputShape: [31, 31, 3] })).toThrow("(in layer 'features.20')");
  });
});

describe('with values', () => {
  useCpu();

  test.each([vgg11, vgg11Bn])('runs on small images', async (network) => {
    const net = network({ includeTop: false, inputShape: [32, 32, 3] });
    const y = await net.predict(randomUniform([1, 32, 32, 3]));
    expect(y.shape).toEqual([1, 1, 1, 512]);
    expect((await y.data()).some((v) => v > 0)).toBe(true);
  });
});
