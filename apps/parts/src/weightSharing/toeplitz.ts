import { slidesOf, tapsAt, type Window } from '../kit/sliding';

export type Matrix = number[][];

/** The weights and places of a convolution as a dense matrix: a row an output, a column an input. */
export interface Toeplitz {
  readonly matrix: Matrix;
  /** Which weight of the filter stands at a place, counted row by row; none where the matrix is zero. */
  readonly weightAt: readonly (readonly (number | undefined)[])[];
  /** Size of the output. */
  readonly size: readonly [rows: number, columns: number];
}

/** The matrix whose product with a flattened input is the convolution with a filter. */
export function toeplitz(input: Matrix, filter: Matrix): Toeplitz {
  const [height, width] = [input.length, input[0].length];
  const columns = filter[0].length;
  const window: Window = {
    size: [height, width],
    window: [filter.length, columns],
    stride: 1,
    dilation: 1,
    padding: 'valid',
  };
  const slides = slidesOf(window);
  const size = [slides.rows.count, slides.columns.count] as const;
  const weightAt = Array.from({ length: size[0] * size[1] }, (_, output) => {
    const row: (number | undefined)[] = Array.from({ length: height * width }, () => undefined);
    for (const tap of tapsAt(slides, window, Math.floor(output / size[1]), output % size[1]))
      row[tap.row * width + tap.column] = tap.y * columns + tap.x;
    return row;
  });
  const weights = filter.flat();
  return { matrix: weightAt.map((row) => row.map((at) => (at === undefined ? 0 : weights[at]))), weightAt, size };
}
