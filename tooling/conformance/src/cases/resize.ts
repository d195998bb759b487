import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { randomArray } from '../randomArray';
import * as reference from '../reference/resize';

export const resizeCases: Case[] = (
  [
    [
      [2, 4, 3, 2],
      [8, 6],
    ],
    [
      [1, 4, 3, 2],
      [7, 5],
    ],
    [
      [1, 5, 7, 3],
      [3, 2],
    ],
    [
      [1, 3, 3, 1],
      [3, 9],
    ],
    [
      [1, 1, 1, 4],
      [3, 2],
    ],
    [
      [1, 4, 6, 2],
      [4, 6],
    ],
  ] as const
).flatMap(([shape, size], i): Case[] => {
  const shared = { op: 'resize', inputs: [randomArray(shape, 1100 + i)], params: { size } };
  const name = `[${shape}] to ${size.join('x')}`;
  return [
    {
      ...shared,
      name: `bilinear, ${name}`,
      run: (x) => ops.resize(x, size),
      reference: (x) => reference.resizeBilinear(x, size),
    },
    {
      ...shared,
      name: `nearest, ${name}`,
      run: (x) => ops.resize(x, size, { interpolation: 'nearest' }),
      reference: (x) => reference.resizeNearest(x, size),
    },
  ];
});
