import * as ops from '@striate/tensor';
import type { Tensor } from '@striate/tensor';
import { bool, type Case, type CaseInput, int32, uint8 } from '../case';
import { fromFunction, fromValues, type NdArray, withShape } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import { broadcastTo } from '../reference/elementwise';
import * as reference from '../reference/shape';

type Shape = readonly number[];

interface Move {
  readonly op: string;
  readonly name: string;
  readonly shapes: readonly Shape[];
  readonly run: (...x: Tensor[]) => Tensor;
  readonly reference: (...x: NdArray[]) => NdArray;
}

const transposes: Move[] = (
  [
    [[5, 7], undefined],
    [[3, 4, 5], undefined],
    [[3, 4, 5], [1, 0, 2]],
    [[3, 4, 5], [0, 2, 1]],
    [[2, 3, 4, 5], [0, 3, 1, 2]],
    [[2, 3, 4, 5], [3, 2, 0, 1]],
    [[2, 3, 2, 2, 3], [4, 0, 3, 1, 2]],
    [[1, 6, 1], [2, 1, 0]],
    [[17, 33], [1, 0]],
  ] as const
).map(([shape, perm]) => ({
  op: 'transpose',
  name: `[${shape}]${perm ? ` by [${perm}]` : ''}`,
  shapes: [shape],
  run: (x) => ops.transpose(x, perm),
  reference: (x) => reference.transpose(x, perm),
}));

const slices: Move[] = (
  [
    [[11], [3], [5]],
    [[4, 7], [1, 2], [3, 4]],
    [[3, 5, 6], [1, 0, 2], [1, 5, 3]],
    [[2, 5, 6, 3], [0, 1, 2, 1], [2, 3, 3, 2]],
    [[2, 3, 2, 3, 2], [1, 0, 1, 1, 0], [1, 2, 1, 2, 2]],
  ] as const
).map(([shape, begin, size]) => ({
  op: 'slice',
  name: `[${size}] of [${shape}] from [${begin}]`,
  shapes: [shape],
  run: (x) => ops.slice(x, begin, size),
  reference: (x) => reference.slice(x, begin, size),
}));

const strided: Move[] = [
  { shape: [11], begin: [1], end: [10], strides: [3], first: [1], size: [3] },
  { shape: [5, 7], begin: [0, 1], end: [5, 7], strides: [2, 3], first: [0, 1], size: [3, 2] },
  { shape: [2, 6, 7, 3], begin: [0, 1, 0, 0], end: [2, 6, 7, 3], strides: [1, 2, 3, 2], first: [0, 1, 0, 0], size: [2, 3, 3, 2] },
  { shape: [9], begin: [8], end: [null], strides: [-3], first: [8], size: [3] },
  { shape: [4, 5], begin: [-1, null], end: [0, null], strides: [-1, 2], first: [3, 0], size: [3, 3] },
].map(({ shape, begin, end, strides, first, size }) => ({
  op: 'stridedSlice',
  name: `[${shape}] from [${begin}] to [${end}] by [${strides}]`,
  shapes: [shape],
  run: (x) => ops.stridedSlice(x, begin, end, strides),
  reference: (x) => reference.slice(x, first, size, strides),
}));

const flips: Move[] = (
  [
    [[7], [0]],
    [[3, 5], [1]],
    [[3, 5], [0]],
    [[2, 3, 4, 3], [1, 2]],
    [[2, 3, 4], [0, 1, 2]],
  ] as const
).map(([shape, axes]) => ({
  op: 'flip',
  name: `[${shape}] along [${axes}]`,
  shapes: [shape],
  run: (x) => ops.flip(x, axes),
  reference: (x) => reference.flip(x, axes),
}));

const pads: Move[] = (['constant', 'reflect', 'edge'] as const).flatMap((mode) =>
  (
    [
      [[5], [[2, 3]]],
      [[3, 5], [[0, 2], [1, 0]]],
      [[2, 4, 5, 3], [[0, 0], [1, 2], [3, 1], [0, 0]]],
      [[2, 3, 4], [[1, 1], [0, 0], [2, 3]]],
    ] as const
  ).map(([shape, paddings]) => ({
    op: 'pad',
    name: `${mode}, [${shape}] by [${paddings.map((edges) => `[${edges}]`)}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.pad(x, paddings, { mode, value: mode === 'constant' ? 2 : 0 }),
    reference: (x: NdArray) => reference.pad(x, paddings, mode, 2),
  })),
);

const joins: Move[] = [
  { axis: 0, shapes: [[3], [5], [1]] },
  { axis: -1, shapes: [[2, 3], [2, 4]] },
  { axis: 0, shapes: [[1, 5], [3, 5]] },
  { axis: 3, shapes: [[2, 3, 2, 4], [2, 3, 2, 1], [2, 3, 2, 7]] },
  { axis: 1, shapes: [[2, 3, 4], [2, 1, 4]] },
].map(({ axis, shapes }) => ({
  op: 'concat',
  name: `[${shapes.join('], [')}] along ${axis}`,
  shapes,
  run: (...x) => ops.concat(x, axis),
  reference: (...x) => reference.concat(x, axis),
}));

const stacks: Move[] = [0, 1, -1].map((axis) => ({
  op: 'stack',
  name: `three of [2,5] along ${axis}`,
  shapes: [[2, 5], [2, 5], [2, 5]],
  run: (...x) => ops.stack(x, axis),
  reference: (...x) => reference.stack(x, axis),
}));

const repeats: Move[] = [
  ...(
    [
      [[3], [4]],
      [[2, 3], [3, 1]],
      [[2, 1, 3], [2, 3, 2]],
    ] as const
  ).map(([shape, times]) => ({
    op: 'tile',
    name: `[${shape}] by [${times}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.tile(x, times),
    reference: (x: NdArray) => reference.tile(x, times),
  })),
  ...[0, 1, -1].map((axis) => ({
    op: 'repeat',
    name: `[2,3,4] three times along ${axis}`,
    shapes: [[2, 3, 4]],
    run: (x: Tensor) => ops.repeat(x, 3, axis),
    reference: (x: NdArray) => {
      const along = axis < 0 ? 2 : axis;
      return fromFunction(x.shape.with(along, x.shape[along] * 3), (index) => {
        const source = index.with(along, Math.floor(index[along] / 3));
        return x.data[(source[0] * 3 + source[1]) * 4 + source[2]];
      });
    },
  })),
  ...(
    [
      [[], [7]],
      [[5], [3, 5]],
      [[3, 1], [3, 9]],
      [[2, 1, 3, 1], [2, 4, 3, 5]],
      [[1, 1, 4], [2, 3, 4]],
    ] as const
  ).map(([shape, target]) => ({
    op: 'broadcastTo',
    name: `[${shape}] to [${target}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.broadcastTo(x, target),
    reference: (x: NdArray) => broadcastTo(x, target),
  })),
];

const views: Move[] = [
  { op: 'reshape', target: [4, 9], run: (x: Tensor) => ops.reshape(x, [4, -1]) },
  { op: 'flatten', target: [36], run: (x: Tensor) => ops.flatten(x) },
  { op: 'expandDims', target: [2, 3, 1, 6], run: (x: Tensor) => ops.expandDims(x, 2) },
  { op: 'squeeze', target: [2, 3, 6], run: (x: Tensor) => ops.squeeze(ops.reshape(x, [2, 1, 3, 6, 1])) },
  { op: 'split', target: [2, 2, 6], run: (x: Tensor) => ops.split(ops.reshape(x, [2, 3, 6]), [1, 2], 1)[1], cut: true },
  { op: 'unstack', target: [2, 6], run: (x: Tensor) => ops.unstack(x, 1)[2], cut: true },
].map(({ op, target, run, cut }) => ({
  op,
  name: `[2,3,6] to [${target}]`,
  shapes: [[2, 3, 6]],
  run,
  reference: (x: NdArray) => {
    if (!cut) return withShape(x, target);
    return op === 'split'
      ? reference.slice(x, [0, 1, 0], [2, 2, 6])
      : withShape(reference.slice(x, [0, 2, 0], [2, 1, 6]), target);
  },
}));

/** What only moves elements must move every dtype. */
function inDTypes(move: Move): Case[] {
  const { op, name, shapes, run, reference } = move;
  const shared = { op, run, reference };
  const integers = (low: number, high: number) => shapes.map((shape, i) => randomIntegers(shape, 430 + i, low, high));
  const variant = (dtype: 'int32' | 'bool' | 'uint8', inputs: CaseInput[]): Case => ({ ...shared, name: `of ${dtype}, ${name}`, inputs, dtype });
  return [
    { ...shared, name, inputs: shapes.map((shape, i) => randomArray(shape, 420 + i)), secondOrder: name.includes('[2,4,5,3]') },
    variant('int32', integers(-99, 100).map(int32)),
    ...(name.includes('constant') ? [] : [variant('bool', integers(0, 2).map(bool))]),
    variant('uint8', integers(0, 256).map(uint8)),
  ];
}

const casts: Case[] = (
  [
    ['float32', 'int32', [0.9, -0.9, 1.5, -2.5, 100000.7, 0, -7.99], [0, 0, 1, -2, 100000, 0, -7]],
    ['float32', 'uint8', [0.9, 254.9, 255, 300, -3, 12.5, 0], [0, 254, 255, 255, 0, 12, 0]],
    ['float32', 'bool', [0, -0, 0.25, -3, 1, 1e-30, 5], [0, 0, 1, 1, 1, 1, 1]],
    ['int32', 'float32', [0, -5, 7, 16777216, -16777216], [0, -5, 7, 16777216, -16777216]],
    ['int32', 'uint8', [0, -5, 7, 256, 255], [0, 0, 7, 255, 255]],
    ['int32', 'bool', [0, -5, 7, 1, 256], [0, 1, 1, 1, 1]],
    ['uint8', 'float32', [0, 1, 128, 255, 17], [0, 1, 128, 255, 17]],
    ['uint8', 'int32', [0, 1, 128, 255, 17], [0, 1, 128, 255, 17]],
    ['uint8', 'bool', [0, 1, 128, 255, 17], [0, 1, 1, 1, 1]],
    ['bool', 'float32', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
    ['bool', 'int32', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
    ['bool', 'uint8', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
  ] as const
).map(([from, dtype, before, after]) => ({
  op: 'cast',
  name: `${from} to ${dtype}`,
  inputs: [{ values: fromValues(before, [before.length]), dtype: from }],
  run: (x) => ops.cast(x, dtype),
  reference: () => fromValues(after, [after.length]),
  dtype,
  gradient: false,
}));

const fills: Case[] = [
  { op: 'fill', name: 'float32', run: () => ops.fill([3, 7], 2.5), value: 2.5, dtype: 'float32' as const },
  { op: 'fill', name: 'int32', run: () => ops.fill([3, 7], -4, 'int32'), value: -4, dtype: 'int32' as const },
  { op: 'fill', name: 'uint8', run: () => ops.fill([3, 7], 200, 'uint8'), value: 200, dtype: 'uint8' as const },
  { op: 'fill', name: 'bool', run: () => ops.fill([3, 7], 1, 'bool'), value: 1, dtype: 'bool' as const },
].map(({ value, ...rest }) => ({ ...rest, inputs: [], reference: () => fromFunction([3, 7], () => value) }));

const moves = [...transposes, ...slices, ...strided, ...flips, ...pads, ...joins, ...stacks, ...repeats, ...views];

export const shapeCases: Case[] = [...moves.flatMap(inDTypes), ...casts, ...fills];
