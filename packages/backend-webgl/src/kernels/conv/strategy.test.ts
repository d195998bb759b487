import { expect, it } from 'vitest';
import { filterGradStrategy, forwardStrategy, framedWidth, type Geometry, sliceLength, strategyOf } from './strategy';

const base: Geometry = {
  batch: 1,
  image: [16, 16],
  channels: 8,
  result: [16, 16],
  filters: 8,
  window: [3, 3],
  strides: [1, 1],
  dilations: [1, 1],
  groups: 1,
  padding: { top: 1, bottom: 1, left: 1, right: 1 },
};
const none = { top: 0, bottom: 0, left: 0, right: 0 };
const pointwise: Geometry = { ...base, window: [1, 1], padding: none };
const first: Geometry = { ...base, channels: 3, image: [32, 32], window: [7, 7], strides: [2, 2] };

it.each<[string, Geometry, object]>([
  ['neighbours share', base, { kind: 'neighbours', width: 3 }],
  ['one to three channels', { ...base, channels: 3 }, { kind: 'few channels', width: 3 }],
  ['channels that are no whole texels', { ...base, channels: 6 }, { kind: 'taps' }],
  ['a smaller result', { ...base, result: [14, 14], padding: none }, { kind: 'taps' }],
  ['1 x 1', pointwise, { kind: 'product' }],
  ['1 x 1, padded', { ...pointwise, result: [18, 18], padding: base.padding }, { kind: 'taps' }],
  ['the first of a network', first, { kind: 'first of stride two', width: 7 }],
  ['the same, with other lines', { ...first, result: [15, 15] }, { kind: 'taps' }],
  ['depthwise', { ...base, groups: 8 }, { kind: 'depthwise neighbours', width: 3 }],
  ['depthwise, stride 2', { ...base, groups: 8, strides: [2, 2], result: [8, 8] }, { kind: 'depthwise' }],
  ['groups of whole texels', { ...base, groups: 2 }, { kind: 'taps' }],
  ['other groups', { ...base, groups: 4 }, { kind: 'odd groups' }],
])('%s', (_, geometry, strategy) => {
  expect(forwardStrategy(geometry, 8)).toEqual(strategy);
});

it('chooses for the gradient of the images by what it reads', () => {
  expect(strategyOf({ ...base, filters: 6 }, 6)).toEqual({ kind: 'taps' });
});

it('chooses for the gradient of the filter by the rows of a fragment', () => {
  const twelve = { ...base, channels: 12 };
  expect([filterGradStrategy(twelve, 8), filterGradStrategy(twelve, 4)]).toEqual(['padded channels', 'channels']);
  expect(filterGradStrategy({ ...base, channels: 9 }, 8)).toBe('taps');
  expect(filterGradStrategy({ ...base, channels: 1 }, 8)).toBe('one channel');
});

it('a frame makes neighbours of the pixels of a smaller result', () => {
  const smaller = { ...base, result: [14, 14], padding: none } as const;
  expect(framedWidth(smaller)).toBe(3);
  expect(framedWidth({ ...smaller, filters: 6 })).toBeUndefined();
  expect(framedWidth({ ...smaller, strides: [2, 2] })).toBeUndefined();
  expect(framedWidth({ ...smaller, result: [18, 18] })).toBeUndefined();
});

it('cuts sums where there are few fragments', () => {
  expect(sliceLength(4000, 1000, 10)).toBe(1000);
  expect(sliceLength(500, 1000, 10)).toBe(250);
  expect(sliceLength(1, 1000, 10)).toBe(10);
});
