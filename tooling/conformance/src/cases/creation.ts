import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, fromNested, type Nested } from '../ndArray';
import { randomArray } from '../randomArray';
import { elementwise } from '../reference/elementwise';

const made: Case[] = [
  {
    op: 'zeros',
    run: () => ops.zeros([2, 3]),
    values: [
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
  {
    op: 'ones',
    run: () => ops.ones([2, 3]),
    values: [
      [1, 1, 1],
      [1, 1, 1],
    ],
  },
  {
    op: 'eye',
    run: () => ops.eye(2, 3),
    values: [
      [1, 0, 0],
      [0, 1, 0],
    ],
  },
  { op: 'range', run: () => ops.range(1, 8, 2.5), values: [1, 3.5, 6] },
  { op: 'linspace', run: () => ops.linspace(-1, 1, 5), values: [-1, -0.5, 0, 0.5, 1] },
  { op: 'scalar', run: () => ops.scalar(2.5), values: 2.5 },
  {
    op: 'tensor',
    run: () =>
      ops.tensor([
        [[1], [2]],
        [[3], [4]],
      ]),
    values: [
      [[1], [2]],
      [[3], [4]],
    ],
  },
].map(({ op, run, values }) => ({
  op,
  name: 'by hand',
  inputs: [],
  run,
  reference: () => fromNested(values as Nested),
}));

const x = randomArray([3, 5], 1401);

const derived: Case[] = [
  {
    op: 'zerosLike',
    name: '[3,5]',
    inputs: [x],
    run: ops.zerosLike,
    reference: () => fromFunction([3, 5], () => 0),
    gradient: false,
  },
  {
    op: 'onesLike',
    name: '[3,5]',
    inputs: [x],
    run: ops.onesLike,
    reference: () => fromFunction([3, 5], () => 1),
    gradient: false,
  },
  { op: 'clone', name: '[3,5]', inputs: [x], run: ops.clone, reference: (a) => a },
  {
    op: 'addN',
    name: 'three of [3,5]',
    inputs: [x, randomArray([3, 5], 1402), randomArray([3, 5], 1403)],
    run: (...list) => ops.addN(list),
    reference: (a, b, c) => elementwise((p, q) => p + q)(elementwise((p, q) => p + q)(a, b), c),
  },
];

export const creationCases: Case[] = [...made, ...derived];
