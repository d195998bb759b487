import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import { bool, type Case, int32 } from '../case';
import { fromValues, type NdArray } from '../ndArray';
import { distinctArray, randomArray, randomIntegers } from '../randomArray';
import * as reference from '../reference/reduce';

type Axes = number | readonly number[] | undefined;

interface Reduction {
  readonly run: (x: Tensor, axis?: Axes, keepDims?: boolean) => Tensor;
  readonly reference: (x: NdArray, axis?: Axes, keepDims?: boolean) => NdArray;
  readonly twice?: boolean;
  /** Needs distinct values, so that the winner stays the winner. */
  readonly picks?: boolean;
}

const reductions: Record<string, Reduction> = {
  sum: { run: ops.sum, reference: reference.sum },
  mean: { run: ops.mean, reference: reference.mean },
  variance: { run: ops.variance, reference: reference.variance, twice: true },
  std: { run: ops.std, reference: reference.standardDeviation, twice: true },
  prod: { run: ops.prod, reference: reference.prod, twice: true },
  max: { run: ops.max, reference: reference.max, picks: true },
  min: { run: ops.min, reference: reference.min, picks: true },
  logSumExp: { run: ops.logSumExp, reference: reference.logSumExp, twice: true },
  norm: { run: (x, axis, keep) => ops.norm(x, 2, axis, keep), reference: reference.norm, twice: true },
};

/** Inner, outer, middle, several apart, several together, all, none; sizes off every SIMD width. */
const variants: readonly { readonly shape: readonly number[]; readonly axis: Axes; readonly keep?: boolean }[] = [
  { shape: [7], axis: undefined },
  { shape: [3, 11], axis: -1 },
  { shape: [11, 3], axis: 0 },
  { shape: [3, 5, 9], axis: 1 },
  { shape: [3, 5, 9], axis: 1, keep: true },
  { shape: [2, 5, 3, 4], axis: [0, 2] },
  { shape: [2, 5, 3, 4], axis: [1, 2], keep: true },
  { shape: [2, 3, 4], axis: undefined },
  { shape: [2, 3, 4], axis: undefined, keep: true },
  { shape: [3, 1, 4], axis: 1 },
  { shape: [1, 1], axis: [0, 1] },
  { shape: [], axis: undefined },
];

function label({ shape, axis, keep }: (typeof variants)[number]): string {
  return `[${shape}] over ${axis === undefined ? 'all' : `[${axis}]`}${keep ? ', dimensions kept' : ''}`;
}

const floats: Case[] = Object.entries(reductions).flatMap(([op, { run, reference, twice, picks }]) =>
  variants.map((variant, i) => {
    const { shape, axis, keep = false } = variant;
    // A single value has variance 0, where the square root has no derivative.
    const single = op === 'std' && (shape.length === 0 || shape.every((d) => d === 1) || i === 9);
    return {
      op,
      name: label(variant),
      inputs: [picks ? distinctArray(shape, 200 + i) : randomArray(shape, 220 + i, 0.3, 1.6)],
      params: { axis, keepDims: keep },
      run: (x: Tensor) => run(x, axis, keep),
      reference: (x: NdArray) => reference(x, axis, keep),
      gradient: !single,
      secondOrder: twice && (i === 3 || i === 5),
    };
  }),
);

const long: Case[] = (['sum', 'mean', 'max', 'variance'] as const).flatMap((op) =>
  [
    { shape: [3, 1031], axis: 1 },
    { shape: [1031, 3], axis: 0 },
    { shape: [2051], axis: undefined },
  ].map((variant) => ({
    op,
    name: label(variant),
    inputs: [randomArray(variant.shape, 240, -1, 2)],
    run: (x: Tensor) => reductions[op].run(x, variant.axis),
    reference: (x: NdArray) => reductions[op].reference(x, variant.axis),
    gradient: false,
  })),
);

const integers: Case[] = (['sum', 'prod', 'max', 'min'] as const).flatMap((op) =>
  [variants[1], variants[2], variants[5]].map((variant) => ({
    op,
    name: `of int32, ${label(variant)}`,
    inputs: [int32(randomIntegers(variant.shape, 250, -3, 4))],
    run: (x: Tensor) => reductions[op].run(x, variant.axis),
    reference: (x: NdArray) => reductions[op].reference(x, variant.axis),
    dtype: 'int32' as const,
  })),
);

const truths: Case[] = [
  { op: 'any', run: ops.any, of: reference.any, share: 0.15 },
  { op: 'all', run: ops.all, of: reference.all, share: 0.85 },
].flatMap(({ op, run, of, share }) =>
  variants.map((variant, i) => {
    const x = randomArray(variant.shape, 260 + i, 0, 1);
    return {
      op,
      name: label(variant),
      inputs: [bool({ shape: x.shape, data: x.data.map((value) => Number(value < share)) })],
      run: (t: Tensor) => run(t, variant.axis, variant.keep),
      reference: (a: NdArray) => of(a, variant.axis, variant.keep),
      dtype: 'bool' as const,
    };
  }),
);

const positions: Case[] = [
  { op: 'argMax', run: ops.argMax, of: reference.argMax },
  { op: 'argMin', run: ops.argMin, of: reference.argMin },
].flatMap(({ op, run, of }) =>
  [variants[1], variants[2], variants[3], variants[9]].flatMap(({ shape, axis }) => {
    const along = axis as number;
    // Few different values: many ties, and the first winner counts.
    const x = randomIntegers(shape, 270, -2, 3);
    const shared = {
      op,
      run: (t: Tensor) => run(t, along),
      reference: (a: NdArray) => of(a, along),
      dtype: 'int32' as const,
    };
    return [
      { ...shared, name: `[${shape}] over ${along}, with ties`, inputs: [x] },
      { ...shared, name: `of int32, [${shape}] over ${along}, with ties`, inputs: [int32(x)] },
    ];
  }),
);

const norms: Case[] = [
  {
    op: 'norm',
    name: 'order 1',
    inputs: [randomArray([3, 7], 281, 0.2, 2)],
    run: (x) => ops.norm(x, 1, 1),
    reference: (x) => reference.reduce((values) => values.reduce((total, value) => total + Math.abs(value), 0))(x, 1),
  },
  {
    op: 'norm',
    name: 'order infinity',
    inputs: [distinctArray([3, 7], 282)],
    run: (x) => ops.norm(x, Number.POSITIVE_INFINITY, 1),
    reference: (x) => reference.reduce((values) => Math.max(...values.map(Math.abs)))(x, 1),
    // Distinct values may share a magnitude.
    gradient: false,
  },
];

const zeros: Case[] = [
  {
    op: 'prod',
    name: 'with zeros in it',
    inputs: [fromValues([2, 0, 3, 4, 0, 0, 5, 6, 7], [3, 3])],
    run: (x) => ops.prod(x, 1),
    reference: (x) => reference.prod(x, 1),
  },
  {
    op: 'logSumExp',
    name: 'of large values',
    inputs: [fromValues([500, 501, 499, -500, -499, -501], [2, 3])],
    run: (x) => ops.logSumExp(x, 1),
    reference: (x) => reference.logSumExp(x, 1),
    gradient: false,
  },
];

const cumsums: Case[] = [false, true].flatMap((exclusive) =>
  [false, true].flatMap((reverse) =>
    (
      [
        [[9], 0],
        [[3, 7], 1],
        [[7, 3], 0],
        [[2, 5, 3], 1],
      ] as const
    ).flatMap(([shape, axis], i): Case[] => {
      const shared = {
        op: 'cumsum',
        params: { axis, exclusive, reverse },
        run: (x: Tensor) => ops.cumsum(x, axis, { exclusive, reverse }),
        reference: (x: NdArray) => reference.cumsum(x, axis, exclusive, reverse),
      };
      const name = `[${shape}] along ${axis}${exclusive ? ', exclusive' : ''}${reverse ? ', reverse' : ''}`;
      return [
        { ...shared, name, inputs: [randomArray(shape, 290 + i)] },
        {
          ...shared,
          name: `of int32, ${name}`,
          inputs: [int32(randomIntegers(shape, 295 + i, -5, 6))],
          dtype: 'int32',
        },
      ];
    }),
  ),
);

const topK: Case[] = [
  { shape: [11], k: 4, ties: false },
  { shape: [3, 7], k: 1, ties: false },
  { shape: [2, 3, 5], k: 5, ties: false },
  { shape: [4, 9], k: 6, ties: true },
].flatMap(({ shape, k, ties }): Case[] => {
  const x = ties ? randomIntegers(shape, 300, -2, 3) : distinctArray(shape, 301);
  const name = `${k} of [${shape}]${ties ? ', with ties' : ''}`;
  return [
    {
      op: 'topK',
      name: `indices, ${name}`,
      inputs: [x],
      run: (t) => ops.topK(t, k).indices,
      reference: (a) => reference.topKIndices(a, k),
      dtype: 'int32',
    },
    {
      op: 'topK',
      name: `values, ${name}`,
      inputs: [x],
      run: (t) => ops.topK(t, k).values,
      reference: (a) => reference.topKValues(a, k),
      gradient: !ties,
    },
  ];
});

export const reduceCases: Case[] = [
  ...floats,
  ...long,
  ...integers,
  ...truths,
  ...positions,
  ...norms,
  ...zeros,
  ...cumsums,
  ...topK,
];
