import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, fromValues } from '../ndArray';

const casts: Case[] = (
  [
    ['float32', 'int32', [0.9, -0.9, 1.5, -2.5, 100000.7, 0, -7.99], [0, 0, 1, -2, 100000, 0, -7]],
    ['float32', 'uint8', [0.9, 254.9, 255, 300, -3, 12.5, 0], [0, 254, 255, 255, 0, 12, 0]],
    ['float32', 'bool', [0, -0, 0.25, -3, 1, 1e-30, 5], [0, 0, 1, 1, 1, 1, 1]],
    ['int32', 'float32', [0, -5, 7, 16777216, -16777216], [0, -5, 7, 16777216, -16777216]],
    ['int32', 'uint8', [0, -5, 7, 256, 255], [0, 0, 7, 255, 255]],
    ['int32', 'bool', [0, -5, 7, 1, 256], [0, 1, 1, 1, 1]],
    ['uint8', 'float32', [0, 1, 128, 255, 17], [0, 1, 128, 255, 17]],
    ['uint8', 'int32', [0, 1, 128, 255, 17], [0, 1, 128, 255, 17]],
    ['uint8', 'bool', [0, 1, 128, 255, 17], [0, 1, 1, 1, 1]],
    ['bool', 'float32', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
    ['bool', 'int32', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
    ['bool', 'uint8', [0, 1, 1, 0, 1], [0, 1, 1, 0, 1]],
  ] as const
).map(([from, dtype, before, after]) => ({
  op: 'cast',
  name: `${from} to ${dtype}`,
  inputs: [{ values: fromValues(before, [before.length]), dtype: from }],
  run: (x) => ops.cast(x, dtype),
  reference: () => fromValues(after, [after.length]),
  dtype,
  gradient: false,
}));

const fills: Case[] = [
  { op: 'fill', name: 'float32', run: () => ops.fill([3, 7], 2.5), value: 2.5, dtype: 'float32' as const },
  { op: 'fill', name: 'int32', run: () => ops.fill([3, 7], -4, 'int32'), value: -4, dtype: 'int32' as const },
  { op: 'fill', name: 'uint8', run: () => ops.fill([3, 7], 200, 'uint8'), value: 200, dtype: 'uint8' as const },
  { op: 'fill', name: 'bool', run: () => ops.fill([3, 7], 1, 'bool'), value: 1, dtype: 'bool' as const },
].map(({ value, ...rest }) => ({ ...rest, inputs: [], reference: () => fromFunction([3, 7], () => value) }));

export const castCases: Case[] = [...casts, ...fills];
