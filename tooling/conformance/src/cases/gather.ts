import * as ops from '@striate/tensor';
import { type Case, int32 } from '../case';
import { fromValues, type NdArray } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import * as reference from '../reference/gather';

const gathers: Case[] = (
  [
    [[5], [3], 0],
    [[5, 7], [4], 0],
    [[5, 7], [9], 1],
    [[3, 4, 5], [2, 3], 1],
    [[2, 3, 4, 3], [5], 2],
    [[6, 2], [], 0],
  ] as const
).flatMap(([shape, indexShape, axis], i): Case[] => {
  const indices = int32(randomIntegers(indexShape, 440 + i, 0, shape[axis] as number));
  const shared = {
    op: 'gather',
    params: { axis },
    run: (x: ops.Tensor, at: ops.Tensor) => ops.gather(x, at, axis),
    reference: (x: NdArray, at: NdArray) => reference.gather(x, at, axis),
  };
  const name = `[${indexShape}] places of [${shape}] along ${axis}`;
  return [
    { ...shared, name, inputs: [randomArray(shape, 450 + i), indices], secondOrder: i === 3 },
    {
      ...shared,
      name: `of int32, ${name}`,
      inputs: [int32(randomIntegers(shape, 455, -50, 50)), indices],
      dtype: 'int32',
    },
  ];
});

/** The reference wants the axis in the middle of [outer, k, inner]. */
function scatterAlong(updates: NdArray, indices: NdArray, n: number, axis: number): NdArray {
  const size = (dimensions: readonly number[]) => dimensions.reduce((a, b) => a * b, 1);
  const { shape } = updates;
  const grouped = { shape: [size(shape.slice(0, axis)), shape[axis], size(shape.slice(axis + 1))], data: updates.data };
  return { shape: shape.with(axis, n), data: reference.scatterAdd(grouped, indices, n).data };
}

const scatters: Case[] = (
  [
    [[5], 0, 4],
    [[5, 7], 0, 3],
    [[4, 9], 1, 5],
    [[2, 6, 3], 1, 4],
  ] as const
).flatMap(([shape, axis, n], i): Case[] => {
  const indices = int32(randomIntegers([shape[axis] as number], 460 + i, 0, n));
  const shared = {
    op: 'scatterAdd',
    params: { n, axis },
    run: (updates: ops.Tensor, at: ops.Tensor) => ops.scatterAdd(updates, at, n, axis),
    reference: (updates: NdArray, at: NdArray) => scatterAlong(updates, at, n, axis),
  };
  const name = `[${shape}] into ${n} along ${axis}`;
  return [
    { ...shared, name, inputs: [randomArray(shape, 470 + i), indices] },
    {
      ...shared,
      name: `of int32, ${name}`,
      inputs: [int32(randomIntegers(shape, 475, -50, 50)), indices],
      dtype: 'int32',
    },
  ];
});

const oneHots: Case[] = [
  {
    op: 'oneHot',
    name: 'with a place outside',
    inputs: [int32(fromValues([0, 3, -1, 4, 2, 1], [2, 3]))],
    run: (indices) => ops.oneHot(indices, 4),
    reference: (indices) => reference.oneHot(indices, 4),
  },
];

export const gatherCases: Case[] = [...gathers, ...scatters, ...oneHots];
