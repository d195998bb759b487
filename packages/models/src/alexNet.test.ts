import { randomUniform } from '@striate/tensor';
import { describe, expect, test } from 'vitest';
import { alexNet } from './alexNet';
import { outputShapes, useCpu, useShapesOnly, weightedLayers } from './testing';

describe('at full size', () => {
  useShapesOnly();

  test('has the shapes of its stages, and pools to 6 x 6 by doing nothing', () => {
    const net = alexNet();
    const stages = ['features.0', 'features.2', 'features.3', 'features.5', 'features.10', 'features.12', 'avgpool'];
    expect(outputShapes(net, stages)).toEqual([
      '55x55x64',
      '27x27x64',
      '27x27x192',
      '13x13x192',
      '13x13x256',
      '6x6x256',
      '6x6x256',
    ]);
    expect(outputShapes(net, ['flatten', 'classifier.1', 'classifier.6'])).toEqual(['9216', '4096', '1000']);
    expect(net.getLayer('features.0').config).toMatchObject({ strides: 4, padding: 2 });
  });

  test("names its layers as torchvision's state dict does", () => {
    const features = [0, 3, 6, 8, 10].map((i) => `features.${i}`);
    expect(weightedLayers(alexNet())).toEqual([...features, ...[1, 4, 6].map((i) => `classifier.${i}`)]);
  });

  test('refuses images that are too small', () => {
    expect(alexNet({ inputShape: [63, 63, 3], includeTop: false }).outputShape).toEqual([null, 1, 1, 256]);
    expect(() => alexNet({ inputShape: [62, 62, 3] })).toThrow("(in layer 'features.12')");
  });
});

describe('with values', () => {
  useCpu();

  test('runs on small images', async () => {
    const net = alexNet({ includeTop: false, inputShape: [63, 63, 3] });
    const y = await net.predict(randomUniform([2, 63, 63, 3]));
    expect(y.shape).toEqual([2, 1, 1, 256]);
    expect((await y.data()).some((v) => v > 0)).toBe(true);
  });
});
