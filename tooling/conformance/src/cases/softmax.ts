import * as ops from '@striate/tensor';
import { type Case, int32 } from '../case';
import { fromValues } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import * as reference from '../reference/softmax';

const shapes = [
  { shape: [7], axis: -1 },
  { shape: [3, 10], axis: -1 },
  { shape: [5, 1], axis: -1 },
  { shape: [4, 33], axis: -1 },
  { shape: [2, 5, 3], axis: 1 },
  { shape: [4, 3], axis: 0 },
];

const rows: Case[] = shapes.flatMap(({ shape, axis }, i): Case[] => [
  {
    op: 'softmax',
    name: `[${shape}] along ${axis}`,
    inputs: [randomArray(shape, 490 + i, -3, 3)],
    run: (x) => ops.softmax(x, axis),
    reference: (x) => reference.softmax(x, axis),
    secondOrder: i === 1 || i === 4,
  },
  {
    op: 'logSoftmax',
    name: `[${shape}] along ${axis}`,
    inputs: [randomArray(shape, 490 + i, -3, 3)],
    run: (x) => ops.logSoftmax(x, axis),
    reference: (x) => reference.logSoftmax(x, axis),
    secondOrder: i === 1,
  },
]);

const large = fromValues([1000, 1001, 999, -1000, -1002, -1001], [2, 3]);

const losses: Case[] = [
  {
    op: 'softmax',
    name: 'of values whose exp overflows',
    inputs: [large],
    run: (x) => ops.softmax(x),
    reference: (x) => reference.softmax(x),
    gradient: false,
  },
  {
    op: 'logSoftmax',
    name: 'of values whose exp overflows',
    inputs: [large],
    run: (x) => ops.logSoftmax(x),
    reference: (x) => reference.logSoftmax(x),
    tolerance: { relative: 1e-5, absolute: 2e-4 },
    gradient: false,
  },
  ...[
    { batch: [5], classes: 7 },
    { batch: [2, 3], classes: 10 },
    { batch: [1], classes: 33 },
  ].map(
    ({ batch, classes }, i): Case => ({
      op: 'sparseSoftmaxCrossEntropy',
      name: `[${batch}] labels of ${classes} classes`,
      inputs: [randomArray([...batch, classes], 510 + i, -3, 3), int32(randomIntegers(batch, 520 + i, 0, classes))],
      run: (logits, labels) => ops.sparseSoftmaxCrossEntropy(logits, labels),
      reference: reference.sparseSoftmaxCrossEntropy,
      secondOrder: i === 0,
    }),
  ),
  {
    op: 'softmaxCrossEntropy',
    name: 'soft targets',
    inputs: [randomArray([4, 6], 530, -3, 3), randomArray([4, 6], 531, 0.05, 0.3)],
    run: (logits, targets) => ops.softmaxCrossEntropy(logits, targets),
    reference: reference.softmaxCrossEntropy,
    secondOrder: true,
  },
  {
    op: 'sigmoidCrossEntropy',
    name: 'soft targets',
    inputs: [randomArray([4, 6], 532, -5, 5), randomArray([4, 6], 533, 0, 1)],
    run: (logits, targets) => ops.sigmoidCrossEntropy(logits, targets),
    reference: reference.sigmoidCrossEntropy,
    secondOrder: true,
  },
];

export const softmaxCases: Case[] = [...rows, ...losses];
