import type { Padding } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { type NdArray, withShape } from '../ndArray';
import { randomArray } from '../randomArray';
import * as reference from '../reference/conv';
import { edgesOf } from './conv';

type Pair = readonly [number, number];

const tolerance = { relative: 3e-5 };

const depthwise: Case[] = [
  { name: 'multiplier 1', x: [2, 5, 6, 3], w: [3, 3, 3, 1] },
  { name: 'multiplier 2 same', x: [1, 6, 5, 3], w: [3, 3, 3, 2], padding: 'same' as const, twice: true },
  { name: 'stride 2, dilation 1', x: [1, 7, 8, 4], w: [3, 2, 4, 1], strides: 2 },
].map(({ name, x, w, padding, strides = 1, twice }, i) => ({
  op: 'depthwiseConv2d',
  name,
  inputs: [randomArray(x, 900 + i), randomArray(w, 910 + i)],
  run: (p, q) => ops.depthwiseConv2d(p, q, { padding, strides }),
  reference: (p, q) => {
    const steps: Pair = [strides, strides];
    const edges = edgesOf(padding ?? 'valid', () => reference.samePadding([x[1], x[2]], [w[0], w[1]], steps));
    return reference.depthwiseConv2d(p, q, reference.convParams({ strides: steps, padding: edges }));
  },
  tolerance,
  secondOrder: twice,
}));

const separable: Case[] = [
  {
    op: 'separableConv2d',
    name: '3x3 same, multiplier 2',
    inputs: [
      randomArray([1, 5, 6, 3], 921),
      randomArray([3, 3, 3, 2], 922),
      randomArray([1, 1, 6, 4], 923),
      randomArray([4], 924),
    ],
    run: (x, depth, point, bias) => ops.separableConv2d(x, depth, point, { padding: 'same', bias }),
    reference: (x, depth, point, bias) => {
      const same = reference.convParams({ padding: reference.samePadding([5, 6], [3, 3], [1, 1]) });
      return reference.addBias(
        reference.conv2d(reference.depthwiseConv2d(x, depth, same), point, reference.convParams()),
        bias,
      );
    },
    tolerance,
  },
];

interface TransposeSetup {
  readonly name: string;
  readonly x: readonly number[];
  readonly w: readonly number[];
  readonly strides?: Pair;
  readonly padding?: Padding;
  readonly dilations?: Pair;
  readonly groups?: number;
  readonly outputPadding?: Pair;
  readonly twice?: boolean;
}

const transposed: Case[] = (
  [
    { name: '3x3', x: [2, 4, 3, 3], w: [3, 3, 4, 3], twice: true },
    { name: '3x3 same', x: [1, 4, 5, 2], w: [3, 3, 3, 2], padding: 'same' },
    { name: '2x2 stride 2', x: [1, 3, 4, 3], w: [2, 2, 2, 3], strides: [2, 2] },
    { name: '3x3 same stride 2', x: [1, 3, 4, 2], w: [3, 3, 3, 2], strides: [2, 2], padding: 'same', twice: true },
    { name: '4x4 stride 2 padding 1', x: [1, 4, 3, 2], w: [4, 4, 3, 2], strides: [2, 2], padding: 1 },
    {
      name: '3x3 stride 2 padding 1, one more pixel',
      x: [1, 3, 3, 2],
      w: [3, 3, 2, 2],
      strides: [2, 2],
      padding: 1,
      outputPadding: [1, 1],
    },
    { name: 'strides 3x2', x: [2, 3, 3, 2], w: [3, 2, 3, 2], strides: [3, 2] },
    { name: 'dilation 2', x: [1, 4, 3, 2], w: [3, 3, 2, 2], dilations: [2, 2] },
    { name: 'groups 2', x: [1, 4, 4, 4], w: [3, 3, 3, 4], groups: 2 },
  ] as readonly TransposeSetup[]
).map((setup, i) => {
  const {
    x,
    w,
    strides = [1, 1],
    dilations = [1, 1],
    padding = 'valid',
    groups = 1,
    outputPadding = [0, 0],
    twice,
  } = setup;
  const extent = [0, 1].map((axis) => (w[axis] - 1) * dilations[axis] + 1);
  const grown: Pair = [x[1] * strides[0], x[2] * strides[1]];
  const edges = edgesOf(padding, () => reference.samePadding(grown, [w[0], w[1]], strides, dilations));
  const size: Pair =
    padding === 'same'
      ? grown
      : [
          (x[1] - 1) * strides[0] + extent[0] - edges.top - edges.bottom + outputPadding[0],
          (x[2] - 1) * strides[1] + extent[1] - edges.left - edges.right + outputPadding[1],
        ];
  const options = { strides, dilations, padding, groups, outputPadding };
  return {
    op: 'conv2dTranspose',
    name: setup.name,
    inputs: [randomArray(x, 930 + i), randomArray(w, 940 + i), randomArray([w[2] * groups], 950 + i)],
    params: options,
    run: (p, q, bias) => ops.conv2dTranspose(p, q, { ...options, bias }),
    reference: (p, q, bias) =>
      reference.addBias(reference.conv2dTranspose(p, q, { strides, dilations, groups, padding: edges }, size), bias),
    tolerance,
    secondOrder: twice,
  };
});

/** A sequence is an image of height 1. */
function asImage(x: NdArray): NdArray {
  return withShape(x, [x.shape[0], 1, ...x.shape.slice(1)]);
}

const sequences: Case[] = (
  [
    { name: 'valid', padding: 'valid', edges: [0, 0] },
    { name: 'same', padding: 'same', edges: [1, 1] },
    { name: 'causal', padding: 'causal', edges: [2, 0] },
    { name: 'causal, dilation 2', padding: 'causal', edges: [4, 0], dilations: 2 },
    { name: 'stride 2, padding [1, 2]', padding: [1, 2], edges: [1, 2], strides: 2 },
  ] as const
).map((setup, i) => {
  const { name, padding, edges } = setup;
  const strides = 'strides' in setup ? setup.strides : 1;
  const dilations = 'dilations' in setup ? setup.dilations : 1;
  return {
    op: 'conv1d',
    name,
    inputs: [randomArray([2, 9, 3], 960 + i), randomArray([3, 3, 4], 970 + i)],
    run: (x, w) => ops.conv1d(x, w, { padding, strides, dilations }),
    reference: (x, w) => {
      const params = reference.convParams({
        strides: [1, strides],
        dilations: [1, dilations],
        padding: { top: 0, bottom: 0, left: edges[0], right: edges[1] },
      });
      const y = reference.conv2d(asImage(x), withShape(w, [1, ...w.shape]), params);
      return withShape(y, [y.shape[0], y.shape[2], y.shape[3]]);
    },
    tolerance,
  };
});

export const convVariantCases: Case[] = [...depthwise, ...separable, ...transposed, ...sequences];
