import * as ops from '@striate/tensor';
import fc from 'fast-check';
import type { Case } from '../case';
import { distinctArray, randomArray } from '../randomArray';
import { matmul } from '../reference/matmul';
import * as reference from '../reference/reduce';
import { type Property, seeds, size } from './property';

const reductions = [
  { op: 'sum', run: ops.sum, of: reference.sum },
  { op: 'mean', run: ops.mean, of: reference.mean },
  { op: 'max', run: ops.max, of: reference.max },
  { op: 'min', run: ops.min, of: reference.min },
  { op: 'variance', run: ops.variance, of: reference.variance },
  { op: 'logSumExp', run: ops.logSumExp, of: reference.logSumExp },
];

const reduced = fc
  .record({
    shape: fc.array(size(1, 6), { minLength: 1, maxLength: 4 }),
    mask: size(0, 15),
    negative: fc.boolean(),
    keepDims: fc.boolean(),
    reduction: fc.constantFrom(...reductions),
    seed: seeds,
  })
  .map(({ shape, mask, negative, keepDims, reduction: { op, run, of }, seed }): Case[] => {
    const chosen = [...shape.keys()].filter((axis) => (mask >> axis) & 1);
    const axis = negative ? chosen.map((i) => i - shape.length) : chosen;
    return [
      {
        op,
        name: 'by chance',
        inputs: [distinctArray(shape, seed, 1 / 32)],
        params: { axis, keepDims },
        run: (x) => run(x, axis, keepDims),
        reference: (x) => of(x, axis, keepDims),
        positions: 5,
      },
    ];
  });

const running = fc
  .record({
    shape: fc.array(size(1, 6), { minLength: 1, maxLength: 4 }),
    axis: size(0, 3),
    exclusive: fc.boolean(),
    reverse: fc.boolean(),
    seed: seeds,
  })
  .map(({ shape, axis, exclusive, reverse, seed }): Case[] => {
    const along = axis % shape.length;
    return [
      {
        op: 'cumsum',
        name: 'by chance',
        inputs: [randomArray(shape, seed)],
        params: { axis: along, exclusive, reverse },
        run: (x) => ops.cumsum(x, along, { exclusive, reverse }),
        reference: (x) => reference.cumsum(x, along, exclusive, reverse),
        positions: 5,
      },
    ];
  });

const products = fc
  .record({
    batch: fc.array(size(1, 3), { minLength: 0, maxLength: 2 }),
    shared: fc.constantFrom('both', 'left', 'right'),
    m: size(1, 19),
    k: size(1, 19),
    n: size(1, 19),
    transposeA: fc.boolean(),
    transposeB: fc.boolean(),
    seed: seeds,
  })
  .map(({ batch, shared, m, k, n, transposeA, transposeB, seed }): Case[] => {
    const a = [...(shared === 'right' ? [] : batch), ...(transposeA ? [k, m] : [m, k])];
    const b = [...(shared === 'left' ? [] : batch), ...(transposeB ? [n, k] : [k, n])];
    return [
      {
        op: 'matmul',
        name: 'by chance',
        inputs: [randomArray(a, seed), randomArray(b, seed + 1)],
        params: { transposeA, transposeB },
        run: (p, q) => ops.matmul(p, q, { transposeA, transposeB }),
        reference: (p, q) => matmul(p, q, transposeA, transposeB),
        positions: 3,
      },
    ];
  });

export const reduceProperties: readonly Property[] = [
  { name: 'reductions over any axes', runs: 60, cases: reduced },
  { name: 'running sums', runs: 25, cases: running },
  { name: 'matrix products', runs: 40, cases: products },
];
