import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import { bool, type Case, int32 } from '../case';
import { fromValues, type NdArray } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import { elementwise, floorMod } from '../reference/elementwise';

type Shape = readonly number[];

/** Same shape; scalars; rows and columns; a middle axis; both sides stretch; ranks differ; vector tails. */
const shapePairs: readonly (readonly [Shape, Shape])[] = [
  [
    [3, 7],
    [3, 7],
  ],
  [[], [5]],
  [[4, 9], []],
  [[3, 5], [5]],
  [
    [3, 5],
    [3, 1],
  ],
  [
    [2, 1, 4],
    [2, 3, 4],
  ],
  [
    [3, 1, 5],
    [1, 4, 1],
  ],
  [[7], [2, 3, 7]],
  [
    [2, 3, 1, 5],
    [3, 4, 1],
  ],
  [[1], [1, 1]],
  [[37], [37]],
];

interface BinaryOp {
  readonly run: (a: Tensor, b: Tensor) => Tensor;
  readonly of: (a: number, b: number) => number;
  readonly low?: number;
  readonly twice?: boolean;
}

const arithmetic: Record<string, BinaryOp> = {
  add: { run: ops.add, of: (a, b) => a + b },
  sub: { run: ops.sub, of: (a, b) => a - b },
  mul: { run: ops.mul, of: (a, b) => a * b, twice: true },
  div: { run: ops.div, of: (a, b) => a / b, low: 0.5, twice: true },
  pow: { run: ops.pow, of: (a, b) => a ** b, low: 0.4, twice: true },
  squaredDifference: { run: ops.squaredDifference, of: (a, b) => (a - b) ** 2, twice: true },
};

/** Ops with a kink where the operands meet: `b` is kept apart from `a` by its offset. */
const kinked: Record<string, BinaryOp> = {
  maximum: { run: ops.maximum, of: Math.max },
  minimum: { run: ops.minimum, of: Math.min },
};

function describePair([a, b]: readonly [Shape, Shape]): string {
  return `[${a}] with [${b}]`;
}

const smooth: Case[] = Object.entries(arithmetic).flatMap(([op, { run, of, low = -2, twice }]) =>
  shapePairs.map((pair, i) => ({
    op,
    name: describePair(pair),
    inputs: [randomArray(pair[0], 40 + i, low, 2), randomArray(pair[1], 60 + i, low, 2)],
    run,
    reference: elementwise(of),
    secondOrder: twice && (i === 0 || i === 6),
  })),
);

/** Multiples of a quarter; those of `b` are an eighth off, so no two ever tie. */
function quarters(shape: Shape, seed: number, offset: number): NdArray {
  const whole = randomIntegers(shape, seed, -8, 8);
  return { shape: whole.shape, data: whole.data.map((value) => value / 4 + offset) };
}

const withKinks: Case[] = Object.entries(kinked).flatMap(([op, { run, of }]) =>
  shapePairs.map((pair, i) => ({
    op,
    name: describePair(pair),
    inputs: [quarters(pair[0], 80 + i, 0), quarters(pair[1], 90 + i, 0.125)],
    run,
    reference: elementwise(of),
  })),
);

const mod: Case[] = [
  {
    op: 'mod',
    name: 'signs follow the divisor',
    inputs: [fromValues([5.5, -5.5, 5.5, -5.5, 0.25, -0.25], [6]), fromValues([3, 3, -3, -3, 2, 2], [6])],
    run: ops.mod,
    reference: elementwise(floorMod),
  },
  {
    op: 'mod',
    name: 'of int32',
    inputs: [int32(randomIntegers([4, 5], 101, -20, 20)), int32(fromValues([3, -4, 7, -1, 5], [5]))],
    run: ops.mod,
    reference: elementwise(floorMod),
    dtype: 'int32',
  },
  {
    op: 'floorDiv',
    name: 'of int32',
    inputs: [int32(randomIntegers([4, 5], 102, -20, 20)), int32(fromValues([3, -4, 7, -1, 5], [5]))],
    run: ops.floorDiv,
    reference: elementwise((a, b) => Math.floor(a / b)),
    dtype: 'int32',
  },
  {
    op: 'floorDiv',
    name: 'of int32 beyond 2^24',
    inputs: [
      int32(fromValues([1000000007, -1000000007, 2147483647, 2147483646, -2147483647, 16777217, 1999999999], [7])),
      int32(fromValues([1, 1, 1, -1, 2, 16777217, 7], [7])),
    ],
    run: ops.floorDiv,
    reference: elementwise((a, b) => Math.floor(a / b)),
    dtype: 'int32',
  },
];

const integers: Case[] = Object.entries({ ...arithmetic, ...kinked })
  .filter(([op]) => !['div', 'pow'].includes(op))
  .flatMap(([op, { run, of }]) =>
    [shapePairs[0], shapePairs[6]].map((pair) => ({
      op,
      name: `of int32, ${describePair(pair)}`,
      inputs: [int32(randomIntegers(pair[0], 111, -9, 9)), int32(randomIntegers(pair[1], 112, -9, 9))],
      run,
      reference: elementwise(of),
      dtype: 'int32' as const,
    })),
  );

const comparisons: Record<string, BinaryOp> = {
  equal: { run: ops.equal, of: (a, b) => Number(a === b) },
  notEqual: { run: ops.notEqual, of: (a, b) => Number(a !== b) },
  less: { run: ops.less, of: (a, b) => Number(a < b) },
  lessEqual: { run: ops.lessEqual, of: (a, b) => Number(a <= b) },
  greater: { run: ops.greater, of: (a, b) => Number(a > b) },
  greaterEqual: { run: ops.greaterEqual, of: (a, b) => Number(a >= b) },
};

const compare: Case[] = Object.entries(comparisons).flatMap(([op, { run, of }]) =>
  [shapePairs[0], shapePairs[3], shapePairs[6], shapePairs[10]].flatMap((pair) => {
    const inputs = [randomIntegers(pair[0], 121, -2, 3), randomIntegers(pair[1], 122, -2, 3)];
    const shared = { op, run, reference: elementwise(of), dtype: 'bool' as const };
    return [
      { ...shared, name: describePair(pair), inputs },
      { ...shared, name: `of int32, ${describePair(pair)}`, inputs: inputs.map(int32) },
    ];
  }),
);

const nan = Number.NaN;
const withNaN: Case[] = Object.entries({ ...comparisons, ...kinked }).map(([op, { run, of }]) => ({
  op,
  name: 'with NaN',
  inputs: [fromValues([nan, 1, nan, 2, 0], [5]), fromValues([1, nan, nan, 1, 2], [5])],
  run,
  reference: elementwise(of),
  dtype: op in comparisons ? ('bool' as const) : ('float32' as const),
  gradient: false,
}));

const logical: Case[] = [
  { op: 'logicalAnd', run: ops.logicalAnd, of: (a: number, b: number) => a & b },
  { op: 'logicalOr', run: ops.logicalOr, of: (a: number, b: number) => a | b },
  { op: 'logicalXor', run: ops.logicalXor, of: (a: number, b: number) => a ^ b },
].flatMap(({ op, run, of }) =>
  [shapePairs[0], shapePairs[6], shapePairs[1]].map((pair) => ({
    op,
    name: describePair(pair),
    inputs: [bool(randomIntegers(pair[0], 131, 0, 2)), bool(randomIntegers(pair[1], 132, 0, 2))],
    run,
    reference: elementwise(of),
    dtype: 'bool' as const,
  })),
);

const choose = elementwise((condition, a, b) => (condition ? a : b));

const select: Case[] = [
  {
    op: 'logicalNot',
    name: 'of shape [3,5]',
    inputs: [bool(randomIntegers([3, 5], 133, 0, 2))],
    run: (x: Tensor) => ops.logicalNot(x),
    reference: elementwise((x) => 1 - x),
    dtype: 'bool',
  },
  ...(
    [
      [
        [3, 5],
        [3, 5],
        [3, 5],
      ],
      [
        [3, 1],
        [1, 5],
        [4, 1, 1],
      ],
      [[7], [], [2, 7]],
      [[], [4], [3, 1]],
    ] as const
  ).flatMap(([condition, a, b]): Case[] => [
    {
      op: 'where',
      name: `[${condition}] ? [${a}] : [${b}]`,
      inputs: [bool(randomIntegers(condition, 141, 0, 2)), randomArray(a, 142), randomArray(b, 143)],
      run: ops.where,
      reference: choose,
    },
    {
      op: 'where',
      name: `of int32, [${condition}] ? [${a}] : [${b}]`,
      inputs: [
        bool(randomIntegers(condition, 141, 0, 2)),
        int32(randomIntegers(a, 144, -9, 9)),
        int32(randomIntegers(b, 145, -9, 9)),
      ],
      run: ops.where,
      reference: choose,
      dtype: 'int32',
    },
  ]),
];

export const binaryCases: Case[] = [
  ...smooth,
  ...withKinks,
  ...mod,
  ...integers,
  ...compare,
  ...withNaN,
  ...logical,
  ...select,
];
