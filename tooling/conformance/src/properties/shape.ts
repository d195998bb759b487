import * as ops from '@striate/tensor';
import fc from 'fast-check';
import { type Case, int32 } from '../case';
import { randomArray, randomIntegers } from '../randomArray';
import { gather } from '../reference/gather';
import * as reference from '../reference/shape';
import { type Property, seeds, size } from './property';

const shapes = (most: number) => fc.array(size(1, most), { minLength: 1, maxLength: 4 });
/** Four numbers, one for each axis there may be. */
const perAxis = (high: number) => fc.array(size(0, high), { minLength: 4, maxLength: 4 });

const slices = fc
  .record({ shape: shapes(7), from: perAxis(6), step: perAxis(2), backwards: size(0, 15), seed: seeds })
  .map(({ shape, from, step, backwards, seed }): Case[] => {
    const strides = shape.map((_, axis) => (step[axis] + 1) * ((backwards >> axis) & 1 ? -1 : 1));
    const begin = shape.map((length, axis) => from[axis] % length);
    const counts = shape.map((length, axis) =>
      strides[axis] > 0
        ? Math.ceil((length - begin[axis]) / strides[axis])
        : Math.ceil((begin[axis] + 1) / -strides[axis]),
    );
    return [
      {
        op: 'stridedSlice',
        name: 'by chance',
        inputs: [randomArray(shape, seed)],
        params: { begin, strides },
        run: (x) =>
          ops.stridedSlice(
            x,
            begin,
            shape.map(() => null),
            strides,
          ),
        reference: (x) => reference.slice(x, begin, counts, strides),
        positions: 5,
      },
    ];
  });

const pads = fc
  .record({
    shape: shapes(5),
    before: perAxis(3),
    after: perAxis(3),
    mode: fc.constantFrom('constant', 'reflect', 'edge'),
    value: fc.constantFrom(0, -1.5),
    seed: seeds,
  })
  .map(({ shape, before, after, mode, value, seed }): Case[] => {
    const most = (length: number) => (mode === 'reflect' ? length - 1 : 3);
    const paddings = shape.map(
      (length, axis) => [Math.min(before[axis], most(length)), Math.min(after[axis], most(length))] as const,
    );
    return [
      {
        op: 'pad',
        name: 'by chance',
        inputs: [randomArray(shape, seed)],
        params: { paddings, mode, value },
        run: (x) => ops.pad(x, paddings, { mode, value }),
        reference: (x) => reference.pad(x, paddings, mode, value),
        positions: 5,
      },
    ];
  });

const joins = fc
  .record({
    shape: shapes(5),
    axis: size(0, 3),
    lengths: fc.array(size(1, 4), { minLength: 1, maxLength: 4 }),
    seed: seeds,
  })
  .map(({ shape, axis, lengths, seed }): Case[] => {
    const along = axis % shape.length;
    return [
      {
        op: 'concat',
        name: 'by chance',
        inputs: lengths.map((length, i) => randomArray(shape.with(along, length), seed + i)),
        params: { axis: along },
        run: (...x) => ops.concat(x, along),
        reference: (...x) => reference.concat(x, along),
        positions: 3,
      },
    ];
  });

const orders = fc
  .record({ shape: shapes(6), keys: perAxis(1000), flips: size(0, 15), seed: seeds })
  .map(({ shape, keys, flips, seed }): Case[] => {
    const perm = [...shape.keys()].sort((a, b) => keys[a] - keys[b]);
    const axes = [...shape.keys()].filter((axis) => (flips >> axis) & 1);
    return [
      {
        op: 'transpose',
        name: 'by chance',
        inputs: [randomArray(shape, seed)],
        params: { perm, flipped: axes },
        run: (x) => ops.flip(ops.transpose(x, perm), axes),
        reference: (x) => reference.flip(reference.transpose(x, perm), axes),
        positions: 5,
      },
    ];
  });

const picks = fc
  .record({ shape: shapes(6), axis: size(0, 3), count: size(1, 7), seed: seeds })
  .map(({ shape, axis, count, seed }): Case[] => {
    const along = axis % shape.length;
    return [
      {
        op: 'gather',
        name: 'by chance',
        inputs: [randomArray(shape, seed), int32(randomIntegers([count], seed + 1, 0, shape[along]))],
        params: { axis: along },
        run: (x, indices) => ops.gather(x, indices, along),
        reference: (x, indices) => gather(x, indices, along),
        positions: 5,
      },
    ];
  });

export const shapeProperties: readonly Property[] = [
  { name: 'slices in steps, forwards and backwards', runs: 50, cases: slices },
  { name: 'padding', runs: 40, cases: pads },
  { name: 'concatenation', runs: 30, cases: joins },
  { name: 'transposition and flips', runs: 40, cases: orders },
  { name: 'gathering', runs: 30, cases: picks },
];
