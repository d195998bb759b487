import { Generator, randomUniform } from '@striate/tensor';
import { expect, it } from 'vitest';
import { resNetCifar } from './resNetCifar';
import { outputShapes, useCpu } from './testing';

useCpu();

it.each([
  [20, 269_722],
  [32, 464_154],
  [44, 658_586],
  [56, 853_018],
  [110, 1_727_962],
] as const)('depth %i has %i trainable parameters', (depth, parameters) => {
  const net = resNetCifar(depth);
  expect(net.trainableWeights.reduce((sum, { size }) => sum + size, 0)).toBe(parameters);
});

it('halves the image and doubles the channels', () => {
  const names = ['layer1.2', 'layer2.0.shortcut', 'layer2.2', 'layer3.2', 'avgpool', 'linear'];
  expect(outputShapes(resNetCifar(20), names)).toEqual(['32x32x16', '16x16x32', '16x16x32', '8x8x64', '64', '10']);
});

it('has shortcuts that take every second pixel, with zeros around the channels', async () => {
  const net = resNetCifar(20, { inputShape: [4, 4, 3], includeTop: false });
  const shortcut = [
    'layer2.0.shortcut.pixels',
    'layer2.0.shortcut.turned',
    'layer2.0.shortcut.padded',
    'layer2.0.shortcut',
  ];
  const x = randomUniform([1, 4, 4, 16], { low: 1, high: 2, generator: new Generator(1) });
  const y = shortcut.reduce((value, name) => net.getLayer(name)(value), x);
  expect(y.shape).toEqual([1, 2, 2, 32]);
  const [before, after] = [await x.data(), await y.data()];
  for (let row = 0; row < 2; row++)
    for (let column = 0; column < 2; column++)
      for (let channel = 0; channel < 32; channel++) {
        const old = channel - 8;
        const expected = old < 0 || old >= 16 ? 0 : before[(2 * row * 4 + 2 * column) * 16 + old];
        expect(after[(row * 2 + column) * 32 + channel]).toBe(expected);
      }
});

it('refuses other depths', () => {
  expect(() => resNetCifar(18 as 20)).toThrow('resNetCifar: depth is one of 20, 32, 44, 56, 110, got 18');
});
