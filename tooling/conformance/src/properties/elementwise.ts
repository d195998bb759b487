import { add, div, mul, sub, where } from '@striate/tensor';
import fc from 'fast-check';
import { bool, type Case } from '../case';
import { randomArray, randomIntegers } from '../randomArray';
import { elementwise } from '../reference/elementwise';
import { type Property, seeds, size } from './property';

/** A shape, and versions of it that broadcast back: leading axes dropped, others stretched from 1. */
const broadcastable = (operands: number) =>
  fc
    .record({
      full: fc.array(size(1, 5), { minLength: 0, maxLength: 4 }),
      drops: fc.array(size(0, 4), { minLength: operands, maxLength: operands }),
      masks: fc.array(size(0, 15), { minLength: operands, maxLength: operands }),
      seed: seeds,
    })
    .map(({ full, drops, masks, seed }) => ({
      shapes: drops.map((drop, i) =>
        full.slice(Math.min(drop, full.length)).map((d, axis) => ((masks[i] >> axis) & 1 ? 1 : d)),
      ),
      seed,
    }));

const binary = fc
  .tuple(
    broadcastable(2),
    fc.constantFrom(
      { op: 'add', run: add, of: (a: number, b: number) => a + b },
      { op: 'sub', run: sub, of: (a: number, b: number) => a - b },
      { op: 'mul', run: mul, of: (a: number, b: number) => a * b },
      { op: 'div', run: div, of: (a: number, b: number) => a / b },
    ),
  )
  .map(([{ shapes, seed }, { op, run, of }]): Case[] => [
    {
      op,
      name: 'by chance',
      inputs: shapes.map((shape, i) => randomArray(shape, seed + i, 0.5, 2)),
      run: (a, b) => run(a, b),
      reference: elementwise(of),
      positions: 5,
    },
  ]);

const choice = broadcastable(3).map(({ shapes: [condition, a, b], seed }): Case[] => [
  {
    op: 'where',
    name: 'by chance',
    inputs: [bool(randomIntegers(condition, seed, 0, 2)), randomArray(a, seed + 1), randomArray(b, seed + 2)],
    run: where,
    reference: elementwise((which, p, q) => (which ? p : q)),
    positions: 5,
  },
]);

export const elementwiseProperties: readonly Property[] = [
  { name: 'arithmetic, broadcasting', runs: 80, cases: binary },
  { name: 'where, broadcasting', runs: 30, cases: choice },
];
