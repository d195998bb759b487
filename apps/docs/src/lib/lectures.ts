// The matrices the lectures work with, written once for both languages.

export const first = {
  input: [
    [1, 2, 3, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 3, 0, 1],
  ],
  filter: [
    [2, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
  ],
};

/** The same pattern on a larger image, for a stride. */
export const large = {
  input: Array.from({ length: 7 }, (_, y) => Array.from({ length: 7 }, (_, x) => first.input[y % 4][x % 4])),
  filter: first.filter,
};

export const binary = {
  input: [
    [1, 1, 1, 0, 0],
    [0, 1, 1, 1, 0],
    [0, 0, 1, 1, 1],
    [0, 0, 1, 1, 0],
    [0, 1, 1, 0, 0],
  ],
  filter: [
    [1, 0, 1],
    [0, 1, 0],
    [1, 0, 1],
  ],
};

/** A thin diagonal line, and filters that look for one. */
export const diagonal = [
  [10, 0, 0],
  [0, 10, 0],
  [0, 0, 10],
];
export const diagonalFilters = {
  same: [
    [10, 0],
    [0, 10],
  ],
  against: [
    [0, 5],
    [3, 0],
  ],
  above: [
    [2, 6],
    [0, 0],
  ],
  swap: [
    [0, 1],
    [1, 0],
  ],
};

/** The corner of a photograph, padded, in red, green and blue. */
export const photo = {
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
  bias: 1,
};

/** One step of training. */
export const update = {
  input: [
    [0, 80, 40],
    [20, 40, 0],
    [0, 0, 40],
  ],
  before: [
    [0, 0.25],
    [0.5, 1],
  ],
  after: [
    [1, 0.3],
    [0.4, 1],
  ],
};

export const sobel = {
  horizontal: [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ],
  vertical: [
    [-1, -2, -1],
    [0, 0, 0],
    [1, 2, 1],
  ],
};
export const edge = [
  [-1, -1, -1],
  [-1, 8, -1],
  [-1, -1, -1],
];
/** A dark half and a bright half. */
export const step = [
  [0, 0, 9, 9],
  [0, 0, 9, 9],
  [0, 0, 9, 9],
  [0, 0, 9, 9],
];

export const pooling = {
  first: [
    [1, 2, 1, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 4, 0, 1],
  ],
  second: [
    [0.02, 0.19, 0.19, 0.02],
    [0.02, 0.19, 0.19, 0.02],
    [0.02, 0.75, 0.02, 0.02],
    [0.75, 0.02, 0.02, 0.02],
  ],
  fourth: [
    [3, 1, 7, 2],
    [5, 1, 0, 9],
    [8, 2, 4, 9],
    [4, 3, 1, 1],
  ],
};
