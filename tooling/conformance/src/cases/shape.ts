import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import type { NdArray } from '../ndArray';
import * as reference from '../reference/shape';
import { inDTypes, type Move } from './move';

const transposes: Move[] = (
  [
    [[5, 7], undefined],
    [[3, 4, 5], undefined],
    [
      [3, 4, 5],
      [1, 0, 2],
    ],
    [
      [3, 4, 5],
      [0, 2, 1],
    ],
    [
      [2, 3, 4, 5],
      [0, 3, 1, 2],
    ],
    [
      [2, 3, 4, 5],
      [3, 2, 0, 1],
    ],
    [
      [2, 3, 2, 2, 3],
      [4, 0, 3, 1, 2],
    ],
    [
      [1, 6, 1],
      [2, 1, 0],
    ],
    [
      [17, 33],
      [1, 0],
    ],
  ] as const
).map(([shape, perm]) => ({
  op: 'transpose',
  name: `[${shape}]${perm ? ` by [${perm}]` : ''}`,
  shapes: [shape],
  run: (x) => ops.transpose(x, perm),
  reference: (x) => reference.transpose(x, perm),
}));

const slices: Move[] = (
  [
    [[11], [3], [5]],
    [
      [4, 7],
      [1, 2],
      [3, 4],
    ],
    [
      [3, 5, 6],
      [1, 0, 2],
      [1, 5, 3],
    ],
    [
      [2, 5, 6, 3],
      [0, 1, 2, 1],
      [2, 3, 3, 2],
    ],
    [
      [2, 3, 2, 3, 2],
      [1, 0, 1, 1, 0],
      [1, 2, 1, 2, 2],
    ],
  ] as const
).map(([shape, begin, size]) => ({
  op: 'slice',
  name: `[${size}] of [${shape}] from [${begin}]`,
  shapes: [shape],
  run: (x) => ops.slice(x, begin, size),
  reference: (x) => reference.slice(x, begin, size),
}));

const strided: Move[] = [
  { shape: [11], begin: [1], end: [10], strides: [3], first: [1], size: [3] },
  { shape: [5, 7], begin: [0, 1], end: [5, 7], strides: [2, 3], first: [0, 1], size: [3, 2] },
  {
    shape: [2, 6, 7, 3],
    begin: [0, 1, 0, 0],
    end: [2, 6, 7, 3],
    strides: [1, 2, 3, 2],
    first: [0, 1, 0, 0],
    size: [2, 3, 3, 2],
  },
  { shape: [9], begin: [8], end: [null], strides: [-3], first: [8], size: [3] },
  { shape: [4, 5], begin: [-1, null], end: [0, null], strides: [-1, 2], first: [3, 0], size: [3, 3] },
].map(({ shape, begin, end, strides, first, size }) => ({
  op: 'stridedSlice',
  name: `[${shape}] from [${begin}] to [${end}] by [${strides}]`,
  shapes: [shape],
  run: (x) => ops.stridedSlice(x, begin, end, strides),
  reference: (x) => reference.slice(x, first, size, strides),
}));

const flips: Move[] = (
  [
    [[7], [0]],
    [[3, 5], [1]],
    [[3, 5], [0]],
    [
      [2, 3, 4, 3],
      [1, 2],
    ],
    [
      [2, 3, 4],
      [0, 1, 2],
    ],
  ] as const
).map(([shape, axes]) => ({
  op: 'flip',
  name: `[${shape}] along [${axes}]`,
  shapes: [shape],
  run: (x) => ops.flip(x, axes),
  reference: (x) => reference.flip(x, axes),
}));

const pads: Move[] = (['constant', 'reflect', 'edge'] as const).flatMap((mode) =>
  (
    [
      [[5], [[2, 3]]],
      [
        [3, 5],
        [
          [0, 2],
          [1, 0],
        ],
      ],
      [
        [2, 4, 5, 3],
        [
          [0, 0],
          [1, 2],
          [3, 1],
          [0, 0],
        ],
      ],
      [
        [2, 3, 4],
        [
          [1, 1],
          [0, 0],
          [2, 3],
        ],
      ],
    ] as const
  ).map(([shape, paddings]) => ({
    op: 'pad',
    name: `${mode}, [${shape}] by [${paddings.map((edges) => `[${edges}]`)}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.pad(x, paddings, { mode, value: mode === 'constant' ? 2 : 0 }),
    reference: (x: NdArray) => reference.pad(x, paddings, mode, 2),
  })),
);

export const shapeCases: Case[] = [...transposes, ...slices, ...strided, ...flips, ...pads].flatMap(inDTypes);
