import { fusedMatmul, matmul } from '@striate/tensor';
import type { Case } from '../case';
import { randomArray } from '../randomArray';
import { activations, elementwise } from '../reference/elementwise';
import { matmul as reference } from '../reference/matmul';

type Shape = readonly number[];

const swapped = (shape: Shape, swap: boolean): Shape =>
  swap ? [...shape.slice(0, -2), shape[shape.length - 1], shape[shape.length - 2]] : shape;

/** [M,K] x [K,N]: tails of every tile, single rows and columns, batches that broadcast. */
const sizes: readonly { readonly a: Shape; readonly b: Shape; readonly twice?: boolean }[] = [
  { a: [1, 1], b: [1, 1] },
  { a: [3, 5], b: [5, 7], twice: true },
  { a: [1, 9], b: [9, 4] },
  { a: [6, 3], b: [3, 1] },
  { a: [9, 17], b: [17, 13] },
  { a: [4, 8], b: [8, 16] },
  { a: [2, 3, 4], b: [2, 4, 5], twice: true },
  { a: [3, 2, 5], b: [5, 4] },
  { a: [4, 3], b: [3, 3, 5] },
  { a: [2, 1, 3, 4], b: [1, 3, 4, 2] },
];

const plain: Case[] = sizes.flatMap(({ a, b, twice }, i) =>
  [false, true].flatMap((transposeA) =>
    [false, true].map((transposeB) => {
      const left = swapped(a, transposeA);
      const right = swapped(b, transposeB);
      return {
        op: 'matmul',
        name: `[${left}]${transposeA ? 'ᵀ' : ''} x [${right}]${transposeB ? 'ᵀ' : ''}`,
        inputs: [randomArray(left, 310 + i), randomArray(right, 330 + i)],
        params: { transposeA, transposeB },
        run: (p, q) => matmul(p, q, { transposeA, transposeB }),
        reference: (p, q) => reference(p, q, transposeA, transposeB),
        secondOrder: twice,
      } satisfies Case;
    }),
  ),
);

const large: Case[] = [
  { a: [67, 129], b: [129, 45] },
  { a: [5, 300], b: [300, 67] },
  { a: [130, 33], b: [33, 131] },
].map(({ a, b }) => ({
  op: 'matmul',
  name: `[${a}] x [${b}]`,
  inputs: [randomArray(a, 351), randomArray(b, 352)],
  run: (p, q) => matmul(p, q),
  reference: (p, q) => reference(p, q),
  gradient: false,
  large: true,
}));

const vectors: Case[] = [
  {
    op: 'matmul',
    name: 'a vector on the left is a row',
    inputs: [randomArray([4], 361), randomArray([4, 3], 362)],
    run: (p, q) => matmul(p, q),
    reference: (p, q) => ({ shape: [3], data: reference({ shape: [1, 4], data: p.data }, q).data }),
  },
  {
    op: 'matmul',
    name: 'a vector on the right is a column',
    inputs: [randomArray([3, 4], 363), randomArray([4], 364)],
    run: (p, q) => matmul(p, q),
    reference: (p, q) => ({ shape: [3], data: reference(p, { shape: [4, 1], data: q.data }).data }),
  },
];

const dense: Case[] = (['linear', 'relu', 'relu6', 'sigmoid', 'tanh'] as const).flatMap((activation, i) =>
  (
    [
      [3, 5, 7],
      [1, 9, 4],
      [6, 17, 13],
    ] as const
  ).map(([rows, inputs, units]) => ({
    op: 'fusedMatmul',
    name: `${activation}, [${rows},${inputs}] x [${inputs},${units}]`,
    inputs: [
      randomArray([rows, inputs], 371 + i),
      randomArray([inputs, units], 381 + i),
      randomArray([units], 391 + i),
    ],
    params: { activation },
    run: (x, w, b) => fusedMatmul(x, w, b, activation),
    reference: (x, w, b) => elementwise((value, bias) => activations[activation](value + bias))(reference(x, w), b),
    secondOrder: rows === 3 && activation !== 'relu' && activation !== 'relu6',
  })),
);

export const matmulCases: Case[] = [...plain, ...large, ...vectors, ...dense];
