import type { Padding } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromValues, type NdArray, withShape } from '../ndArray';
import { distinctArray, randomArray, randomIntegers } from '../randomArray';
import { samePadding } from '../reference/conv';
import * as reference from '../reference/pool';
import { max, mean } from '../reference/reduce';
import { edgesOf } from './conv';

type Pair = readonly [number, number];

export interface PoolSetup {
  readonly name: string;
  readonly x: readonly number[];
  readonly poolSize: Pair;
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly ceilMode?: boolean;
  readonly twice?: boolean;
}

const setups: readonly PoolSetup[] = [
  { name: '2x2', x: [2, 6, 4, 3], poolSize: [2, 2], twice: true },
  { name: '2x2, pixels left over', x: [1, 7, 5, 5], poolSize: [2, 2] },
  { name: '3x3 stride 2', x: [1, 7, 9, 2], poolSize: [3, 3], strides: [2, 2] },
  { name: '3x3 stride 1 same', x: [1, 5, 6, 3], poolSize: [3, 3], strides: [1, 1], padding: 'same' },
  { name: '3x3 stride 2 same', x: [2, 8, 7, 4], poolSize: [3, 3], strides: [2, 2], padding: 'same', twice: true },
  { name: '3x3 stride 2 padding 1', x: [1, 8, 7, 9], poolSize: [3, 3], strides: [2, 2], padding: 1 },
  { name: '2x3 strides 1x2', x: [1, 5, 8, 1], poolSize: [2, 3], strides: [1, 2] },
  { name: 'stride beyond the window', x: [1, 9, 8, 2], poolSize: [2, 2], strides: [3, 3] },
  {
    name: 'asymmetric padding',
    x: [1, 5, 6, 2],
    poolSize: [3, 3],
    strides: [2, 2],
    padding: [
      [0, 2],
      [1, 0],
    ],
  },
  { name: 'ceil mode', x: [1, 8, 10, 2], poolSize: [3, 3], strides: [2, 2], ceilMode: true },
  { name: 'ceil mode, padding 1', x: [1, 6, 8, 3], poolSize: [3, 3], strides: [2, 2], padding: 1, ceilMode: true },
  {
    name: 'ceil mode drops a window of padding only',
    x: [1, 3, 4, 2],
    poolSize: [2, 2],
    strides: [2, 2],
    padding: 1,
    ceilMode: true,
  },
  { name: 'the whole image', x: [2, 4, 5, 7], poolSize: [4, 5] },
  { name: '3x3 stride 2, 17 channels', x: [1, 6, 7, 17], poolSize: [3, 3], strides: [2, 2] },
];

function paramsOf({ x, poolSize, strides = poolSize, padding = 'valid', ceilMode }: PoolSetup): reference.PoolParams {
  const edges = edgesOf(padding, () => samePadding([x[1], x[2]], poolSize, strides));
  return { window: poolSize, strides, padding: edges, ceilMode };
}

const optionsOf = ({ poolSize, strides, padding, ceilMode }: PoolSetup) => ({ poolSize, strides, padding, ceilMode });

/** Maximum, its places, and the average with and without its padding. */
export function poolCasesOf(setup: PoolSetup, seed: number): Case[] {
  const options = optionsOf(setup);
  const params = paramsOf(setup);
  const x = distinctArray(setup.x, seed);
  const padded = setup.padding !== undefined && setup.padding !== 'valid';
  return [
    {
      op: 'maxPool2d',
      name: setup.name,
      inputs: [x],
      params: options,
      run: (t) => ops.maxPool2d(t, options),
      reference: (a) => reference.maxPool2d(a, params),
      tolerance: { relative: 0, absolute: 0 },
      secondOrder: setup.twice,
    },
    {
      op: 'maxPool2dIndices',
      name: `${setup.name}, with ties`,
      inputs: [randomIntegers(setup.x, seed + 1, -2, 2)],
      params: options,
      run: (t) => ops.maxPool2dIndices(t, options),
      reference: (a) => reference.maxPool2dIndices(a, params),
      dtype: 'int32',
    },
    ...(padded || setup.ceilMode ? [true, false] : [false]).map(
      (countPadding): Case => ({
        op: 'avgPool2d',
        name: `${setup.name}${countPadding ? ', padding counts' : ''}`,
        inputs: [randomArray(setup.x, seed + 2)],
        params: { ...options, countPadding },
        run: (t) => ops.avgPool2d(t, { ...options, countPadding }),
        reference: (a) => reference.avgPool2d(a, { ...params, countPadding }),
        secondOrder: setup.twice,
      }),
    ),
  ];
}

const windows: Case[] = setups.flatMap((setup, i) => poolCasesOf(setup, 1000 + 3 * i));

/** The gradient goes to the first of equal values. */
const ties: Case[] = [setups[0], setups[3], setups[5]].map((setup, i) => {
  const params = paramsOf(setup);
  const x = randomIntegers(setup.x, 1060 + i, -1, 2);
  const dy = randomArray(reference.maxPool2d(x, params).shape, 1070 + i);
  return {
    op: 'maxPool2d',
    name: `${setup.name}: gradient with ties`,
    inputs: [x, dy],
    run: (t, dt) => ops.grad((p) => ops.maxPool2d(p, optionsOf(setup)))(t, dt),
    reference: (a, da) => reference.maxPool2dGrad(da, a, params),
    gradient: false,
  };
});

const special: Case[] = [
  {
    op: 'maxPool2d',
    name: 'same, all values negative: padding never wins',
    inputs: [distinctArray([1, 3, 5, 2], 1080)].map((x) => ({
      shape: x.shape,
      data: x.data.map((value) => value - 10),
    })),
    run: (x) => ops.maxPool2d(x, { poolSize: 3, strides: 1, padding: 'same' }),
    reference: (x) =>
      reference.maxPool2d(x, { window: [3, 3], strides: [1, 1], padding: samePadding([3, 5], [3, 3], [1, 1]) }),
  },
  {
    op: 'maxPool2d',
    name: 'with infinities',
    inputs: [
      fromValues([Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, 1, Number.POSITIVE_INFINITY], [1, 1, 4, 1]),
    ],
    run: (x) => ops.maxPool2d(x, { poolSize: [1, 2] }),
    reference: () => fromValues([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY], [1, 1, 2, 1]),
    gradient: false,
  },
];

const global: Case[] = [
  { op: 'globalMaxPool2d', run: ops.globalMaxPool2d, of: max, x: distinctArray([2, 3, 5, 7], 1090) },
  { op: 'globalAvgPool2d', run: ops.globalAvgPool2d, of: mean, x: randomArray([2, 3, 5, 7], 1091) },
].flatMap(({ op, run, of, x }) =>
  [false, true].map((keepDims) => ({
    op,
    name: `[2,3,5,7]${keepDims ? ', dimensions kept' : ''}`,
    inputs: [x],
    run: (t: ops.Tensor) => run(t, { keepDims }),
    reference: (a: NdArray) => of(a, [1, 2], keepDims),
  })),
);

/** Any sequence is an image of height 1. */
const sequences: Case[] = [
  { op: 'maxPool1d', run: ops.maxPool1d, of: reference.maxPool2d },
  { op: 'avgPool1d', run: ops.avgPool1d, of: reference.avgPool2d },
].map(({ op, run, of }) => ({
  op,
  name: '3 of [2,9,4], stride 2, padding 1',
  inputs: [distinctArray([2, 9, 4], 1095)],
  run: (x: ops.Tensor) => run(x, { poolSize: 3, strides: 2, padding: 1 }),
  reference: (x: NdArray) => {
    const padding = { top: 0, bottom: 0, left: 1, right: 1 };
    const y = of(withShape(x, [2, 1, 9, 4]), { window: [1, 3], strides: [1, 2], padding });
    return withShape(y, [2, y.shape[2], 4]);
  },
}));

/** Channels as the columns of an image with one channel. */
const acrossChannels: Case[] = [
  { op: 'channelMaxPool', run: ops.channelMaxPool, of: reference.maxPool2d },
  { op: 'channelAvgPool', run: ops.channelAvgPool, of: reference.avgPool2d },
].map(({ op, run, of }) => ({
  op,
  name: '3 of 6 channels',
  inputs: [distinctArray([2, 3, 2, 6], 1097)],
  run: (x: ops.Tensor) => run(x, { poolSize: 3 }),
  reference: (x: NdArray) => {
    const padding = { top: 0, bottom: 0, left: 0, right: 0 };
    const y = of(withShape(x, [12, 1, 6, 1]), { window: [1, 3], strides: [1, 3], padding });
    return withShape(y, [2, 3, 2, 2]);
  },
}));

export const poolCases: Case[] = [...windows, ...ties, ...special, ...global, ...sequences, ...acrossChannels];
