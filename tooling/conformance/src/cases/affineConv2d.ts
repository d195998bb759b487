import type { FusedActivation } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import type { NdArray } from '../ndArray';
import { randomArray } from '../randomArray';
import * as reference from '../reference/conv';
import { activations, elementwise } from '../reference/elementwise';
import { type ConvSetup, resolve } from './conv';

interface AffineSetup extends ConvSetup {
  readonly activation?: FusedActivation;
  readonly residual?: boolean;
}

/** Each activation, with and without a residual, and every route of a fast convolution. */
const setups: readonly AffineSetup[] = [
  { name: '1x1', x: [2, 5, 3, 7], w: [1, 1, 7, 5], activation: 'relu' },
  { name: '1x1', x: [2, 5, 3, 7], w: [1, 1, 7, 5], residual: true, twice: true },
  { name: '1x1 stride 2', x: [1, 5, 6, 4], w: [1, 1, 4, 9], strides: [2, 2], activation: 'relu6', residual: true },
  { name: '3x3', x: [2, 6, 5, 3], w: [3, 3, 3, 4], activation: 'linear' },
  { name: '3x3 same', x: [1, 7, 6, 5], w: [3, 3, 5, 3], padding: 'same', activation: 'relu', residual: true },
  { name: '3x3 same', x: [1, 7, 6, 5], w: [3, 3, 5, 3], padding: 'same', activation: 'sigmoid' },
  { name: '3x3 same', x: [1, 5, 6, 3], w: [3, 3, 3, 5], padding: 'same', activation: 'sigmoid', residual: true },
  { name: '3x3 same', x: [1, 5, 6, 3], w: [3, 3, 3, 5], padding: 'same', activation: 'tanh', twice: true },
  { name: 'dilation 2', x: [1, 8, 7, 3], w: [3, 3, 3, 4], dilations: [2, 2], activation: 'tanh', residual: true },
  {
    name: '7x7 stride 2 padding 3',
    x: [1, 11, 12, 3],
    w: [7, 7, 3, 4],
    padding: 3,
    strides: [2, 2],
    activation: 'relu',
  },
  { name: 'groups 2', x: [2, 5, 6, 4], w: [3, 3, 2, 6], groups: 2, padding: 1, activation: 'relu' },
  { name: 'groups 3 stride 2', x: [1, 7, 6, 6], w: [3, 3, 2, 9], groups: 3, strides: [2, 2], residual: true },
  { name: 'depthwise', x: [2, 6, 5, 7], w: [3, 3, 1, 7], groups: 7, padding: 'same', activation: 'relu6' },
  {
    name: 'depthwise stride 2',
    x: [1, 8, 7, 9],
    w: [3, 3, 1, 9],
    groups: 9,
    padding: 'same',
    strides: [2, 2],
    activation: 'relu',
    residual: true,
  },
  { name: 'depthwise multiplier 3', x: [1, 5, 6, 3], w: [3, 3, 1, 9], groups: 3, activation: 'linear' },
  { name: '3x3 same, 16 to 16', x: [1, 9, 7, 16], w: [3, 3, 16, 16], padding: 'same', activation: 'relu', large: true },
  { name: '3x3, 19 to 21', x: [1, 17, 15, 19], w: [3, 3, 19, 21], padding: 1, residual: true, large: true },
  {
    name: '3x3, 32 to 64',
    x: [2, 14, 13, 32],
    w: [3, 3, 32, 64],
    padding: 1,
    activation: 'relu',
    residual: true,
    large: true,
  },
  {
    name: '5x5, 16 to 24',
    x: [1, 14, 13, 16],
    w: [5, 5, 16, 24],
    padding: 'same',
    activation: 'sigmoid',
    residual: true,
    large: true,
  },
  { name: '1x1, 67 to 35', x: [1, 13, 11, 67], w: [1, 1, 67, 35], activation: 'relu', residual: true, large: true },
];

function channelwise(y: NdArray, scale: NdArray, shift: NdArray): NdArray {
  const filters = scale.data.length;
  return { shape: y.shape, data: y.data.map((value, i) => value * scale.data[i % filters] + shift.data[i % filters]) };
}

export const affineConv2dCases: Case[] = setups.map((setup, i) => {
  const { name, x, w, strides, padding, dilations, groups, activation = 'linear', residual: added, large } = setup;
  const params = resolve(setup);
  const [oh, ow] = reference.convOutputSize([x[1], x[2]], [w[0], w[1]], params);
  const residual = added ? [randomArray([x[0], oh, ow, w[3]], 1440 + i)] : [];
  const options = { strides, padding, dilations, groups, activation };
  return {
    op: 'affineConv2d',
    name: `${name}, ${activation}${added ? ' + residual' : ''}`,
    inputs: [
      randomArray(x, 1400 + i),
      randomArray(w, 1410 + i),
      randomArray([w[3]], 1420 + i),
      randomArray([w[3]], 1430 + i),
      ...residual,
    ],
    params: options,
    run: (x, w, scale, shift, residual) => ops.affineConv2d(x, w, scale, shift, { ...options, residual }),
    reference: (x, w, scale, shift, residual) => {
      const y = channelwise(reference.conv2d(x, w, params), scale, shift);
      const sum = residual ? elementwise((a, b) => a + b)(y, residual) : y;
      return elementwise(activations[activation])(sum);
    },
    tolerance: { relative: 3e-5 },
    gradient: !large,
    large,
    secondOrder: setup.twice,
  };
});
