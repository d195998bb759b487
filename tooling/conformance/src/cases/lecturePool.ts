import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, type NdArray, withShape } from '../ndArray';
import { randomArray } from '../randomArray';
import * as conv from '../reference/conv';
import * as pool from '../reference/pool';
import { max, mean } from '../reference/reduce';
import { agreeing, image } from './lectureMatrix';

interface WorkedPool {
  readonly example: number;
  readonly name: string;
  readonly x: NdArray;
  readonly strides?: number;
  readonly y: string;
  /** Where a window's largest values tie, its gradient has no finite difference. */
  readonly ties?: boolean;
}

const maxPools: Case[] = (
  [
    { example: 11, name: '2x2', x: image('1 2 1 0 | 0 1 2 3 | 3 0 1 2 | 2 4 0 1'), y: '2 3 | 4 2' },
    {
      example: 12,
      name: 'activations',
      x: image('0.02 0.19 0.19 0.02 | 0.02 0.19 0.19 0.02 | 0.02 0.75 0.02 0.02 | 0.75 0.02 0.02 0.02'),
      y: '0.19 0.19 | 0.75 0.02',
      ties: true,
    },
    {
      example: 13,
      name: 'the padded diagonal in steps of 3',
      x: image('0 0 0 0 0 | 0 10 0 0 0 | 0 0 10 0 0 | 0 0 0 10 0 | 0 0 0 0 0'),
      strides: 3,
      y: '10 0 | 0 10',
      ties: true,
    },
    { example: 13, name: '2x2', x: image('3 1 7 2 | 5 1 0 9 | 8 2 4 9 | 4 3 1 1'), y: '5 9 | 8 9' },
  ] as WorkedPool[]
).map(({ example, name, x, strides = 2, y, ties }) => ({
  op: 'maxPool2d',
  name: `lecture example ${example}: max pooling, ${name}`,
  inputs: [x],
  run: (t) => ops.maxPool2d(t, { poolSize: 2, strides }),
  reference: agreeing(y, (a) =>
    pool.maxPool2d(a, { window: [2, 2], strides: [strides, strides], padding: conv.noPadding }),
  ),
  gradient: !ties,
}));

const features = randomArray([2, 4, 6, 6], 1220);

const otherPools: Case[] = [
  {
    op: 'avgPool2d',
    name: 'lecture example 14: average pooling',
    inputs: [features],
    run: (x) => ops.avgPool2d(x),
    reference: (x) => pool.avgPool2d(x, { window: [2, 2], strides: [2, 2], padding: conv.noPadding }),
  },
  {
    op: 'globalAvgPool2d',
    name: 'lecture example 14: one average a channel',
    inputs: [features],
    run: (x) => ops.globalAvgPool2d(x),
    reference: (x) => mean(x, [1, 2]),
  },
  {
    op: 'globalMaxPool2d',
    name: 'lecture example 14: one maximum a channel',
    inputs: [features],
    run: (x) => ops.globalMaxPool2d(x),
    reference: (x) => max(x, [1, 2]),
  },
  {
    op: 'channelMaxPool',
    name: 'lecture example 14: depth-wise max pooling, window and steps of 3 channels',
    inputs: [features],
    run: (x) => ops.channelMaxPool(x, { poolSize: 3 }),
    reference: (x) => withShape(max(withShape(x, [2, 4, 6, 2, 3]), -1), [2, 4, 6, 2]),
  },
];

/** Bright points, each with a free pixel to its right inside its window. */
const points: NdArray = fromFunction([1, 6, 6, 1], ([, h, w]) => (w % 2 === 0 && h % 2 === 0 ? 1 + h + w / 10 : 0));

/** Everything one pixel on along an axis; what leaves the image is dark here. */
function shifted(x: Tensor, axis: 1 | 2): Tensor {
  const size = x.shape.map((length, i) => (i === axis ? length - 1 : length));
  return ops.pad(
    ops.slice(x, 0, size),
    x.shape.map((_, i) => [i === axis ? 1 : 0, 0] as const),
  );
}

const shifts: Case[] = [
  { name: 'right', axis: 2 as const },
  { name: 'down', axis: 1 as const },
].map(({ name, axis }) => ({
  op: 'maxPool2d',
  name: `lecture example 15: a shift of one pixel ${name} changes nothing`,
  inputs: [points],
  run: (x) => ops.maxPool2d(shifted(x, axis)),
  reference: (x) => pool.maxPool2d(x, { window: [2, 2], strides: [2, 2], padding: conv.noPadding }),
  gradient: false,
}));

/** Examples 11 to 15: pooling. */
export const lecturePoolCases: Case[] = [...maxPools, ...otherPools, ...shifts];
