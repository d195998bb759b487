import type { Matrix, NumbersState } from './NumbersState';

const base = { bias: 0, stride: 1, dilation: 1, padding: 'valid', depthwise: false } as const;

const input4: Matrix = [
  [1, 2, 3, 0],
  [0, 1, 2, 3],
  [3, 0, 1, 2],
  [2, 3, 0, 1],
];
const filter3: Matrix = [
  [2, 0, 1],
  [0, 1, 2],
  [1, 0, 2],
];
const diagonal: Matrix = [
  [10, 0, 0],
  [0, 10, 0],
  [0, 0, 10],
];

function one(input: Matrix, filter: Matrix, others: Partial<NumbersState> = {}): NumbersState {
  return { ...base, input: [input], filter: [filter], ...others };
}

/** The worked examples of the lectures, by the names that the attribute `example` takes. */
export const examples = {
  first: one(input4, filter3),
  bias: one(input4, filter3, { bias: 3 }),
  padding: one(input4, filter3, { padding: 1 }),
  // The 7 x 7 input repeats the pattern of the 4 x 4 one.
  stride: one(
    Array.from({ length: 7 }, (_, y) => Array.from({ length: 7 }, (_, x) => input4[y % 4][x % 4])),
    filter3,
    { stride: 2 },
  ),
  // The lecture draws its channels behind each other and hides most of two: those numbers are ours, chosen so that the
  // sums come out as there.
  channels: {
    ...base,
    input: [
      input4,
      [
        [3, 0, 6, 5],
        [3, 1, 0, 3],
        [2, 3, 0, 1],
        [0, 3, 1, 0],
      ],
      [
        [4, 2, 1, 2],
        [0, 2, 1, 3],
        [0, 1, 2, 3],
        [0, 1, 3, 1],
      ],
    ],
    filter: [
      filter3,
      [
        [0, 1, 3],
        [2, 0, 0],
        [0, 1, 0],
      ],
      [
        [4, 0, 2],
        [0, 1, 0],
        [1, 1, 0],
      ],
    ],
  },
  quarters: one(
    [
      [0, 80, 40],
      [20, 40, 0],
      [0, 0, 40],
    ],
    [
      [0, 0.25],
      [0.5, 1],
    ],
  ),
  cross: one(
    [
      [1, 1, 1, 0, 0],
      [0, 1, 1, 1, 0],
      [0, 0, 1, 1, 1],
      [0, 0, 1, 1, 0],
      [0, 1, 1, 0, 0],
    ],
    [
      [1, 0, 1],
      [0, 1, 0],
      [1, 0, 1],
    ],
  ),
  diagonal: one(
    diagonal,
    [
      [10, 0],
      [0, 10],
    ],
    { bias: 20 },
  ),
  otherDiagonal: one(
    diagonal,
    [
      [0, 1],
      [1, 0],
    ],
    { bias: 10, padding: 1 },
  ),
  colour: {
    ...base,
    bias: 1,
    input: [
      [
        [0, 0, 0],
        [0, 156, 155],
        [0, 153, 154],
      ],
      [
        [0, 0, 0],
        [0, 167, 166],
        [0, 164, 165],
      ],
      [
        [0, 0, 0],
        [0, 163, 162],
        [0, 160, 161],
      ],
    ],
    filter: [
      [
        [-1, -1, 1],
        [0, 1, -1],
        [0, 1, 1],
      ],
      [
        [1, 0, 0],
        [1, -1, -1],
        [1, 0, -1],
      ],
      [
        [0, 1, 1],
        [0, 1, 0],
        [1, -1, 1],
      ],
    ],
  },
} satisfies Record<string, NumbersState>;

export type ExampleName = keyof typeof examples;
