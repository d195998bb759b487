import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, type NdArray, withShape } from '../ndArray';
import { broadcastTo } from '../reference/elementwise';
import * as reference from '../reference/shape';
import { inDTypes, type Move } from './move';

const joins: Move[] = [
  { axis: 0, shapes: [[3], [5], [1]] },
  {
    axis: -1,
    shapes: [
      [2, 3],
      [2, 4],
    ],
  },
  {
    axis: 0,
    shapes: [
      [1, 5],
      [3, 5],
    ],
  },
  {
    axis: 3,
    shapes: [
      [2, 3, 2, 4],
      [2, 3, 2, 1],
      [2, 3, 2, 7],
    ],
  },
  {
    axis: 1,
    shapes: [
      [2, 3, 4],
      [2, 1, 4],
    ],
  },
].map(({ axis, shapes }) => ({
  op: 'concat',
  name: `[${shapes.join('], [')}] along ${axis}`,
  shapes,
  run: (...x) => ops.concat(x, axis),
  reference: (...x) => reference.concat(x, axis),
}));

const stacks: Move[] = [0, 1, -1].map((axis) => ({
  op: 'stack',
  name: `three of [2,5] along ${axis}`,
  shapes: [
    [2, 5],
    [2, 5],
    [2, 5],
  ],
  run: (...x) => ops.stack(x, axis),
  reference: (...x) => reference.stack(x, axis),
}));

const repeats: Move[] = [
  ...(
    [
      [[3], [4]],
      [
        [2, 3],
        [3, 1],
      ],
      [
        [2, 1, 3],
        [2, 3, 2],
      ],
    ] as const
  ).map(([shape, times]) => ({
    op: 'tile',
    name: `[${shape}] by [${times}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.tile(x, times),
    reference: (x: NdArray) => reference.tile(x, times),
  })),
  ...[0, 1, -1].map((axis) => ({
    op: 'repeat',
    name: `[2,3,4] three times along ${axis}`,
    shapes: [[2, 3, 4]],
    run: (x: Tensor) => ops.repeat(x, 3, axis),
    reference: (x: NdArray) => {
      const along = axis < 0 ? 2 : axis;
      return fromFunction(x.shape.with(along, x.shape[along] * 3), (index) => {
        const source = index.with(along, Math.floor(index[along] / 3));
        return x.data[(source[0] * 3 + source[1]) * 4 + source[2]];
      });
    },
  })),
  ...(
    [
      [[], [7]],
      [[5], [3, 5]],
      [
        [3, 1],
        [3, 9],
      ],
      [
        [2, 1, 3, 1],
        [2, 4, 3, 5],
      ],
      [
        [1, 1, 4],
        [2, 3, 4],
      ],
    ] as const
  ).map(([shape, target]) => ({
    op: 'broadcastTo',
    name: `[${shape}] to [${target}]`,
    shapes: [shape],
    run: (x: Tensor) => ops.broadcastTo(x, target),
    reference: (x: NdArray) => broadcastTo(x, target),
  })),
];

const views: Move[] = [
  { op: 'reshape', target: [4, 9], run: (x: Tensor) => ops.reshape(x, [4, -1]) },
  { op: 'flatten', target: [36], run: (x: Tensor) => ops.flatten(x) },
  { op: 'expandDims', target: [2, 3, 1, 6], run: (x: Tensor) => ops.expandDims(x, 2) },
  { op: 'squeeze', target: [2, 3, 6], run: (x: Tensor) => ops.squeeze(ops.reshape(x, [2, 1, 3, 6, 1])) },
  { op: 'split', target: [2, 2, 6], run: (x: Tensor) => ops.split(ops.reshape(x, [2, 3, 6]), [1, 2], 1)[1], cut: true },
  { op: 'unstack', target: [2, 6], run: (x: Tensor) => ops.unstack(x, 1)[2], cut: true },
].map(({ op, target, run, cut }) => ({
  op,
  name: `[2,3,6] to [${target}]`,
  shapes: [[2, 3, 6]],
  run,
  reference: (x: NdArray) => {
    if (!cut) return withShape(x, target);
    return op === 'split'
      ? reference.slice(x, [0, 1, 0], [2, 2, 6])
      : withShape(reference.slice(x, [0, 2, 0], [2, 1, 6]), target);
  },
}));

export const joinCases: Case[] = [...joins, ...stacks, ...repeats, ...views].flatMap(inDTypes);
