import type { Matrix } from './NumbersState';

/** The filters of the lectures, and others that image editors have. */
export const pictureFilters = {
  sobelHorizontal: [
    [-1, 0, 1],
    [-2, 0, 2],
    [-1, 0, 1],
  ],
  sobelVertical: [
    [-1, -2, -1],
    [0, 0, 0],
    [1, 2, 1],
  ],
  edge: [
    [-1, -1, -1],
    [-1, 8, -1],
    [-1, -1, -1],
  ],
  sharpen: [
    [0, -1, 0],
    [-1, 5, -1],
    [0, -1, 0],
  ],
  emboss: [
    [-2, -1, 0],
    [-1, 1, 1],
    [0, 1, 2],
  ],
  boxBlur: Array.from({ length: 5 }, () => Array.from({ length: 5 }, () => 1 / 25)),
  gaussian: binomial(5),
  verticalLine: Array.from({ length: 7 }, () => [0, 0, 0, 1, 0, 0, 0]),
  horizontalLine: Array.from({ length: 7 }, (_, y) => Array.from({ length: 7 }, () => (y === 3 ? 1 : 0))),
  identity: [
    [0, 0, 0],
    [0, 1, 0],
    [0, 0, 0],
  ],
} satisfies Record<string, Matrix>;

export type PictureFilterName = keyof typeof pictureFilters;

/** Binomial coefficients, the whole-number Gaussian, with sum 1. */
function binomial(size: number): Matrix {
  let row = [1];
  while (row.length < size) row = [...row, 0].map((v, i) => v + (row[i - 1] ?? 0));
  const sum = 2 ** (size - 1);
  return row.map((a) => row.map((b) => (a * b) / sum ** 2));
}
