import type { Matrix, PoolingState } from './PoolingState';

function one(input: Matrix, others: Partial<PoolingState> = {}): PoolingState {
  return { input: [input], kind: 'max', size: 2, stride: 2, ...others };
}

/** The examples of the lectures, by the names that the attribute `example` takes; `depth` is ours. */
export const examples = {
  first: one([
    [1, 2, 1, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 4, 0, 1],
  ]),
  activations: one([
    [0.02, 0.19, 0.19, 0.02],
    [0.02, 0.19, 0.19, 0.02],
    [0.02, 0.75, 0.02, 0.02],
    [0.75, 0.02, 0.02, 0.02],
  ]),
  stride: one(
    [
      [0, 0, 0, 0, 0],
      [0, 10, 0, 0, 0],
      [0, 0, 10, 0, 0],
      [0, 0, 0, 10, 0],
      [0, 0, 0, 0, 0],
    ],
    { stride: 3 },
  ),
  theory: one([
    [3, 1, 7, 2],
    [5, 1, 0, 9],
    [8, 2, 4, 9],
    [4, 3, 1, 1],
  ]),
  depth: {
    kind: 'depth',
    size: 3,
    stride: 3,
    input: [
      [
        [9, 1],
        [2, 8],
      ],
      [
        [3, 4],
        [7, 1],
      ],
      [
        [0, 6],
        [5, 2],
      ],
    ],
  },
} satisfies Record<string, PoolingState>;

export type ExampleName = keyof typeof examples;
