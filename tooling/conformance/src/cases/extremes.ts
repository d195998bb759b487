import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import { type Case, int32 } from '../case';
import { fromFunction, fromValues, type NdArray } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import { elementwise } from '../reference/elementwise';
import * as reduce from '../reference/reduce';
import * as shape from '../reference/shape';
import { logSoftmax, softmax } from '../reference/softmax';

const infinity = Number.POSITIVE_INFINITY;
const nan = Number.NaN;

/** Whole numbers that float32 cannot tell from their neighbours: int32 must not go through float32. */
const big = int32(fromValues([16777217, 16777216, -16777217, 1000000007, -1000000007, 3], [6]));
const near = int32(fromValues([16777216, 16777217, -16777216, 1000000006, 1000000005, 2], [6]));

const exactIntegers: Case[] = [
  { op: 'add', run: (a: Tensor, b: Tensor) => ops.add(a, b), of: (a: number, b: number) => a + b },
  { op: 'sub', run: (a: Tensor, b: Tensor) => ops.sub(a, b), of: (a: number, b: number) => a - b },
  { op: 'maximum', run: (a: Tensor, b: Tensor) => ops.maximum(a, b), of: Math.max },
  { op: 'minimum', run: (a: Tensor, b: Tensor) => ops.minimum(a, b), of: Math.min },
  { op: 'mod', run: (a: Tensor, b: Tensor) => ops.mod(a, b), of: (a: number, b: number) => a - b * Math.floor(a / b) },
  {
    op: 'equal',
    run: (a: Tensor, b: Tensor) => ops.equal(a, b),
    of: (a: number, b: number) => Number(a === b),
    dtype: 'bool' as const,
  },
  {
    op: 'less',
    run: (a: Tensor, b: Tensor) => ops.less(a, b),
    of: (a: number, b: number) => Number(a < b),
    dtype: 'bool' as const,
  },
  { op: 'where', run: (a: Tensor, b: Tensor) => ops.where(ops.less(a, b), a, b), of: Math.min },
].map(({ op, run, of, dtype }) => ({
  op,
  name: 'of int32 beyond 2^24',
  inputs: [big, near],
  run,
  reference: elementwise(of),
  dtype: dtype ?? 'int32',
}));

const moreIntegers: Case[] = [
  { op: 'sum', run: (x: Tensor) => ops.sum(x), of: (x: NdArray) => reduce.sum(x) },
  { op: 'max', run: (x: Tensor) => ops.max(x), of: (x: NdArray) => reduce.max(x) },
  { op: 'argMax', run: (x: Tensor) => ops.argMax(x), of: (x: NdArray) => reduce.argMax(x) },
  { op: 'cumsum', run: (x: Tensor) => ops.cumsum(x), of: (x: NdArray) => reduce.cumsum(x, 0) },
  { op: 'neg', run: (x: Tensor) => ops.neg(x), of: elementwise((x) => -x) },
  { op: 'abs', run: (x: Tensor) => ops.abs(ops.neg(x)), of: elementwise(Math.abs) },
  { op: 'relu', run: (x: Tensor) => ops.relu(x), of: elementwise((x) => x) },
  { op: 'floor', run: (x: Tensor) => ops.floor(x), of: elementwise((x) => x) },
].map(({ op, run, of }) => ({
  op,
  name: 'of int32 beyond 2^24',
  inputs: [int32(fromValues([16777217, 16777216, 5, 16777218, 100000001], [5]))],
  run,
  reference: of,
  dtype: 'int32',
}));

const notNumbers: Case[] = [
  {
    op: 'max',
    name: 'with NaN and infinities',
    inputs: [fromValues([1, nan, 3, 1, infinity, 3, -infinity, -infinity, -infinity, nan, 0, 1], [4, 3])],
    run: (x) => ops.max(x, 1),
    reference: () => fromValues([nan, infinity, -infinity, nan], [4]),
    gradient: false,
  },
  {
    op: 'min',
    name: 'with NaN and infinities',
    inputs: [fromValues([1, nan, 3, 1, infinity, 3, infinity, infinity, infinity, 0, 1, nan], [4, 3])],
    run: (x) => ops.min(x, 1),
    reference: () => fromValues([nan, 1, infinity, nan], [4]),
    gradient: false,
  },
  {
    op: 'softmax',
    name: 'with an impossible class',
    inputs: [fromValues([0, -infinity, 1, 2, 0, -infinity], [2, 3])],
    run: (x) => ops.softmax(x),
    reference: (x) => softmax(x),
    gradient: false,
  },
  {
    op: 'logSoftmax',
    name: 'with an impossible class',
    inputs: [fromValues([0, -infinity, 1, 2, 0, -infinity], [2, 3])],
    run: (x) => ops.logSoftmax(x),
    reference: (x) => logSoftmax(x),
    gradient: false,
  },
  {
    op: 'pow',
    name: 'at special values',
    inputs: [
      fromValues([0, 0, 2, -2, -2, -2, infinity, 4, 1e-20], [9]),
      fromValues([0, 2, -1, 3, 2, 0.5, -1, 0.5, 2], [9]),
    ],
    run: (a, b) => ops.pow(a, b),
    reference: () => fromValues([1, 0, 0.5, -8, 4, nan, 0, 2, 1e-40], [9]),
    tolerance: { relative: 1e-6, absolute: 1e-37 },
    gradient: false,
  },
  {
    op: 'div',
    name: 'by zero',
    inputs: [fromValues([1, -1, 0, 5], [4]), fromValues([0, 0, 0, infinity], [4])],
    run: (a, b) => ops.div(a, b),
    reference: () => fromValues([infinity, -infinity, nan, 0], [4]),
    gradient: false,
  },
];

/** Longer than any block or strip that a backend works in. */
const long: Case[] = [
  {
    op: 'add',
    name: 'of 103,969 elements',
    inputs: [randomArray([317, 328], 1301), randomArray([317, 328], 1302)],
    run: (a: Tensor, b: Tensor) => ops.add(a, b),
    reference: elementwise((a, b) => a + b),
  },
  {
    op: 'mul',
    name: '[64,1,57] with [33,57]',
    inputs: [randomArray([64, 1, 57], 1303), randomArray([33, 57], 1304)],
    run: (a: Tensor, b: Tensor) => ops.mul(a, b),
    reference: elementwise((a, b) => a * b),
  },
  {
    op: 'exp',
    name: 'of 100,003 elements',
    inputs: [randomArray([100003], 1305, -5, 5)],
    run: (x: Tensor) => ops.exp(x),
    reference: elementwise(Math.exp),
  },
  {
    op: 'sum',
    name: 'of 100,003 elements keeps its precision',
    inputs: [randomArray([100003], 1306, 0, 1)],
    run: (x: Tensor) => ops.sum(x),
    reference: (x: NdArray) => reduce.sum(x),
    tolerance: { relative: 2e-6 },
  },
  {
    op: 'mean',
    name: 'of 100,003 equal elements',
    inputs: [fromFunction([100003], () => Math.fround(0.1))],
    run: (x: Tensor) => ops.mean(x),
    reference: (x: NdArray) => reduce.mean(x),
    tolerance: { relative: 2e-6 },
  },
  {
    op: 'transpose',
    name: '[129,67]',
    inputs: [randomArray([129, 67], 1307)],
    run: (x: Tensor) => ops.transpose(x),
    reference: (x: NdArray) => shape.transpose(x),
  },
  {
    op: 'transpose',
    name: '[2,31,33,20] to channels first',
    inputs: [randomArray([2, 31, 33, 20], 1308)],
    run: (x: Tensor) => ops.transpose(x, [0, 3, 1, 2]),
    reference: (x: NdArray) => shape.transpose(x, [0, 3, 1, 2]),
  },
  {
    op: 'concat',
    name: 'twelve tensors',
    inputs: Array.from({ length: 12 }, (_, i) => randomArray([3, 1 + i, 5], 1310 + i)),
    run: (...x: Tensor[]) => ops.concat(x, 1),
    reference: (...x: NdArray[]) => shape.concat(x, 1),
  },
  {
    op: 'topK',
    name: '9 of [3,1031]',
    inputs: [randomArray([3, 1031], 1330)],
    run: (x: Tensor) => ops.topK(x, 9).values,
    reference: (x: NdArray) => reduce.topKValues(x, 9),
  },
  {
    op: 'softmax',
    name: '[3,1031]',
    inputs: [randomArray([3, 1031], 1331, -4, 4)],
    run: (x: Tensor) => ops.softmax(x),
    reference: (x: NdArray) => softmax(x),
  },
].map((each) => ({ ...each, gradient: false, large: true }));

const empty: Case[] = [
  { op: 'add', run: (x: Tensor) => ops.add(x, 1), result: [0, 3] },
  { op: 'sum', run: (x: Tensor) => ops.sum(x, 0), result: [3] },
  { op: 'concat', run: (x: Tensor) => ops.concat([x, ops.zeros([1, 3])], 0), result: [1, 3] },
  { op: 'transpose', run: (x: Tensor) => ops.transpose(x), result: [3, 0] },
  { op: 'matmul', run: (x: Tensor) => ops.matmul(x, ops.ones([3, 2])), result: [0, 2] },
  { op: 'matmul', run: (x: Tensor) => ops.matmul(x, ops.ones([0, 2]), { transposeA: true }), result: [3, 2] },
  { op: 'softmax', run: (x: Tensor) => ops.softmax(x), result: [0, 3] },
  {
    op: 'conv2d',
    run: (x: Tensor) => ops.conv2d(ops.reshape(x, [0, 3, 1, 1]), ops.ones([2, 1, 1, 4])),
    result: [0, 2, 1, 4],
  },
  { op: 'maxPool2d', run: (x: Tensor) => ops.maxPool2d(ops.reshape(x, [0, 3, 3, 1])), result: [0, 1, 1, 1] },
  {
    op: 'pad',
    run: (x: Tensor) =>
      ops.pad(x, [
        [1, 1],
        [0, 0],
      ]),
    result: [2, 3],
  },
  {
    op: 'gather',
    run: (x: Tensor) => ops.gather(ops.zeros([2, 3]), ops.cast(ops.reshape(x, [0]), 'int32')),
    result: [0, 3],
  },
].map(({ op, run, result }) => ({
  op,
  name: `of an empty [0,3] to [${result}]`,
  inputs: [fromValues([], [0, 3])],
  run,
  reference: () => fromFunction(result, () => 0),
  gradient: false,
}));

const mixedDTypes: Case[] = [
  {
    op: 'add',
    name: 'int32 and float32 meet in float32',
    inputs: [int32(randomIntegers([3, 4], 1340, -9, 9)), randomArray([3, 4], 1341)],
    run: (a, b) => ops.add(a, b),
    reference: elementwise((a, b) => a + b),
  },
  {
    op: 'sum',
    name: 'of bool counts',
    inputs: [{ values: randomIntegers([5, 7], 1342, 0, 2), dtype: 'bool' }],
    run: (x) => ops.sum(x, 1),
    reference: (x) => reduce.sum(x, 1),
    dtype: 'int32',
  },
  {
    op: 'mul',
    name: 'uint8 by a fraction is float32',
    inputs: [{ values: randomIntegers([4, 5], 1343, 0, 256), dtype: 'uint8' }],
    run: (x) => ops.mul(x, 1 / 255),
    reference: elementwise((x) => x / 255),
  },
];

export const extremeCases: Case[] = [
  ...exactIntegers,
  ...moreIntegers,
  ...notNumbers,
  ...long,
  ...empty,
  ...mixedDTypes,
];
