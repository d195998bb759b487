import type { Conv2dOptions, FusedActivation, Padding } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { randomArray } from '../randomArray';
import * as reference from '../reference/conv';
import { activations, elementwise } from '../reference/elementwise';

type Shape = readonly [number, number, number, number];
type Pair = readonly [number, number];

export interface ConvSetup {
  readonly name: string;
  readonly x: Shape;
  readonly w: Shape;
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilations?: Pair;
  readonly groups?: number;
  readonly twice?: boolean;
  /** Forward only: too large for finite differences. */
  readonly large?: boolean;
}

/** The options with the padding in pixels, as the reference takes them. */
export function resolve(
  setup: Pick<ConvSetup, 'x' | 'w' | 'strides' | 'padding' | 'dilations' | 'groups'>,
): reference.ConvParams {
  const { x, w, strides = [1, 1], dilations = [1, 1], groups = 1, padding = 'valid' } = setup;
  return {
    strides,
    dilations,
    groups,
    padding: edgesOf(padding, () => reference.samePadding([x[1], x[2]], [w[0], w[1]], strides, dilations)),
  };
}

export function edgesOf(padding: Padding, same: () => reference.Edges): reference.Edges {
  if (padding === 'valid') return reference.noPadding;
  if (padding === 'same') return same();
  const sides = typeof padding === 'number' ? [padding, padding] : padding;
  const [[top, bottom], [left, right]] = sides.map((side) => (typeof side === 'number' ? [side, side] : side));
  return { top, bottom, left, right };
}

/** Shapes that take every route of a fast convolution, with tails in rows, columns, channels and filters. */
const setups: readonly ConvSetup[] = [
  { name: '1x1', x: [2, 5, 3, 7], w: [1, 1, 7, 5] },
  { name: '1x1 stride 2', x: [1, 5, 6, 4], w: [1, 1, 4, 9], strides: [2, 2] },
  { name: '1x1 of one pixel', x: [3, 1, 1, 5], w: [1, 1, 5, 3] },
  { name: '3x3', x: [2, 6, 5, 3], w: [3, 3, 3, 4], twice: true },
  { name: '3x3 same', x: [1, 7, 6, 5], w: [3, 3, 5, 3], padding: 'same' },
  { name: '3x3 one channel', x: [2, 7, 8, 1], w: [3, 3, 1, 6], padding: 1 },
  { name: '3x3 to one filter', x: [1, 6, 7, 4], w: [3, 3, 4, 1] },
  { name: '3x3 same, 16 to 16', x: [1, 9, 7, 16], w: [3, 3, 16, 16], padding: 'same', large: true },
  { name: '3x3 same stride 2', x: [2, 7, 8, 3], w: [3, 3, 3, 5], padding: 'same', strides: [2, 2], twice: true },
  { name: '5x5', x: [1, 8, 9, 2], w: [5, 5, 2, 3] },
  { name: '5x5 same, 16 to 8', x: [1, 7, 9, 16], w: [5, 5, 16, 8], padding: 'same', large: true },
  { name: '7x7 stride 2 padding 3', x: [1, 11, 12, 3], w: [7, 7, 3, 4], padding: 3, strides: [2, 2] },
  { name: '2x2 same (odd padding)', x: [1, 5, 6, 2], w: [2, 2, 2, 3], padding: 'same' },
  { name: '2x3 strides 3x1', x: [2, 7, 5, 3], w: [2, 3, 3, 2], strides: [3, 1] },
  { name: '1x5', x: [1, 4, 9, 3], w: [1, 5, 3, 2] },
  { name: '5x1 same', x: [1, 6, 3, 3], w: [5, 1, 3, 2], padding: 'same' },
  {
    name: 'asymmetric padding',
    x: [1, 5, 6, 2],
    w: [3, 3, 2, 3],
    padding: [
      [0, 2],
      [3, 1],
    ],
    twice: true,
  },
  {
    name: 'padding beyond the filter',
    x: [1, 3, 4, 2],
    w: [2, 2, 2, 2],
    padding: [
      [3, 2],
      [2, 3],
    ],
  },
  { name: 'stride beyond the filter', x: [1, 9, 10, 2], w: [2, 2, 2, 3], strides: [3, 4] },
  { name: 'stride leaves pixels over', x: [1, 8, 9, 2], w: [3, 3, 2, 2], strides: [3, 4] },
  { name: 'dilation 2 same', x: [1, 8, 7, 3], w: [3, 3, 3, 4], dilations: [2, 2], padding: 'same', twice: true },
  { name: 'dilations 1x3', x: [1, 5, 9, 2], w: [2, 3, 2, 3], dilations: [1, 3] },
  { name: 'dilation 2 stride 2', x: [2, 9, 8, 2], w: [3, 2, 2, 3], dilations: [2, 2], strides: [2, 2], padding: 1 },
  { name: 'groups 2', x: [2, 5, 6, 4], w: [3, 3, 2, 6], groups: 2, padding: 1, twice: true },
  { name: 'groups 3 stride 2', x: [1, 7, 6, 6], w: [3, 3, 2, 9], groups: 3, strides: [2, 2] },
  { name: 'groups 2, dilation 2', x: [1, 7, 7, 4], w: [3, 3, 2, 2], groups: 2, dilations: [2, 2] },
  { name: 'depthwise', x: [2, 6, 5, 7], w: [3, 3, 1, 7], groups: 7, padding: 'same' },
  { name: 'depthwise stride 2', x: [1, 8, 7, 9], w: [3, 3, 1, 9], groups: 9, padding: 'same', strides: [2, 2] },
  { name: 'depthwise multiplier 3', x: [1, 5, 6, 3], w: [3, 3, 1, 9], groups: 3 },
  { name: 'filter as large as the image', x: [3, 4, 5, 3], w: [4, 5, 3, 6] },
  { name: '3x3, 32 to 64', x: [2, 14, 13, 32], w: [3, 3, 32, 64], padding: 1, large: true },
  { name: '3x3, 19 to 21', x: [1, 17, 15, 19], w: [3, 3, 19, 21], padding: 1, large: true },
  { name: '3x3, 16 to 24, 4 pixels a side', x: [3, 4, 4, 16], w: [3, 3, 16, 24], padding: 1, large: true },
  { name: '5x5, 16 to 24', x: [1, 14, 13, 16], w: [5, 5, 16, 24], padding: 'same', large: true },
  { name: '1x1, 67 to 35', x: [1, 13, 11, 67], w: [1, 1, 67, 35], large: true },
  { name: '3x3 stride 2, 16 to 40', x: [2, 15, 14, 16], w: [3, 3, 16, 40], padding: 1, strides: [2, 2], large: true },
  { name: '11x11 stride 4', x: [1, 39, 43, 3], w: [11, 11, 3, 16], strides: [4, 4], large: true },
  {
    name: 'depthwise 5x5, 32 channels',
    x: [1, 17, 15, 32],
    w: [5, 5, 1, 32],
    groups: 32,
    padding: 'same',
    large: true,
  },
];

function optionsOf({ strides, padding, dilations, groups }: ConvSetup): Conv2dOptions {
  return { strides, padding, dilations, groups };
}

/** Winograd's transforms lose a digit; everything else stays well below this. */
const tolerance = { relative: 3e-5 };

export function forwardCase(setup: ConvSetup, seed: number): Case {
  return {
    op: 'conv2d',
    name: setup.name,
    inputs: [randomArray(setup.x, seed), randomArray(setup.w, seed + 1)],
    params: optionsOf(setup),
    run: (x, w) => ops.conv2d(x, w, optionsOf(setup)),
    reference: (x, w) => reference.conv2d(x, w, resolve(setup)),
    tolerance,
    gradient: !setup.large,
    large: setup.large,
    secondOrder: setup.twice,
  };
}

const plain: Case[] = setups.map((setup, i) => forwardCase(setup, 700 + 2 * i));

/** Both gradients against loops: finite differences would take too long, or say less. */
export function gradientCases(setup: ConvSetup, seed: number): Case[] {
  const params = resolve(setup);
  const [oh, ow] = reference.convOutputSize([setup.x[1], setup.x[2]], [setup.w[0], setup.w[1]], params);
  const shared = {
    op: 'conv2d',
    inputs: [
      randomArray(setup.x, seed),
      randomArray(setup.w, seed + 1),
      randomArray([setup.x[0], oh, ow, setup.w[3]], seed + 2),
    ],
    params: optionsOf(setup),
    tolerance,
    gradient: false,
    large: setup.large,
  };
  const f = (x: ops.Tensor, w: ops.Tensor) => ops.conv2d(x, w, optionsOf(setup));
  return [
    {
      ...shared,
      name: `${setup.name}: input gradient`,
      run: (x, w, dy) => ops.grads(f)([x, w], dy)[0],
      reference: (x, w, dy) => reference.conv2dInputGrad(dy, w, params, x.shape),
    },
    {
      ...shared,
      name: `${setup.name}: filter gradient`,
      run: (x, w, dy) => ops.grads(f)([x, w], dy)[1],
      reference: (x, w, dy) => reference.conv2dFilterGrad(x, dy, params, w.shape),
    },
  ];
}

const largeGradients: Case[] = setups.flatMap((setup, i) => (setup.large ? gradientCases(setup, 800 + 3 * i) : []));

const fusedSetups = [
  '3x3 same',
  '1x1',
  '3x3 same, 16 to 16',
  '7x7 stride 2 padding 3',
  'depthwise',
  'groups 2',
  'dilation 2 same',
];

const fused: Case[] = (['linear', 'relu', 'relu6', 'sigmoid', 'tanh'] as FusedActivation[]).flatMap((activation, j) =>
  setups
    .filter(
      (setup, i) =>
        fusedSetups.includes(setup.name) && (activation === 'linear' || activation === 'relu' || i % 2 === j % 2),
    )
    .map((setup, i) => ({
      op: 'conv2d',
      name: `${setup.name} + bias, ${activation}`,
      inputs: [randomArray(setup.x, 860 + i), randomArray(setup.w, 880 + i), randomArray([setup.w[3]], 890 + i)],
      params: { ...optionsOf(setup), activation },
      run: (x, w, bias) => ops.conv2d(x, w, { ...optionsOf(setup), bias, activation }),
      reference: (x, w, bias) =>
        elementwise(activations[activation])(reference.addBias(reference.conv2d(x, w, resolve(setup)), bias)),
      tolerance,
      gradient: !setup.large,
      large: setup.large,
      secondOrder: activation === 'tanh' && !setup.large,
    })),
);

const bareActivation: Case[] = [
  {
    op: 'conv2d',
    name: '3x3, sigmoid without bias',
    inputs: [randomArray([1, 5, 6, 3], 895), randomArray([3, 3, 3, 4], 896)],
    run: (x, w) => ops.conv2d(x, w, { activation: 'sigmoid' }),
    reference: (x, w) => elementwise(activations.sigmoid)(reference.conv2d(x, w, reference.convParams())),
    tolerance,
  },
];

export const convCases: Case[] = [...plain, ...largeGradients, ...fused, ...bareActivation];
