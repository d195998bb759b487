// Worked figures of augmentation: where each pixel of a changed picture comes from.
import type { WorkedFigure } from '@striate/parts/worked/figure';
import { ops, scope, type Tensor, tensor } from 'striate';

type Matrix = number[][];

/** Mirrored left to right; shifted one pixel to the right, with zeros coming in; turned by a quarter. */
export const moves = {
  mirrored: (x: Tensor) => ops.flip(x, 1),
  shifted: (x: Tensor) =>
    ops.pad(x.slice([0, 0], [x.shape[0], x.shape[1] - 1]), [
      [0, 0],
      [1, 0],
    ]),
  turned: (x: Tensor) => ops.flip(ops.transpose(x), 1),
};

export function moved(picture: Matrix, move: keyof typeof moves): Matrix {
  const y = scope(() => moves[move](tensor(picture)));
  const [rows, columns] = y.shape;
  const data = Array.from(y.dataSync());
  return Array.from({ length: rows }, (_, row) => data.slice(row * columns, (row + 1) * columns));
}

/** The picture and what becomes of it. The pixels are followed by their number. */
export function movedFigure(
  picture: Matrix,
  move: keyof typeof moves,
  words: { before: string; after: string },
): WorkedFigure {
  const columns = picture[0].length;
  const origin = moved(
    picture.map((cells, row) => cells.map((_, column) => row * columns + column + 1)),
    move,
  );
  const after = moved(picture, move);
  const steps = after.flatMap((cells, row) =>
    cells.map((value, column) => {
      const from = origin[row][column] - 1;
      const area = { grid: 0, row: Math.floor(from / columns), column: from % columns, rows: 1, columns: 1 };
      return { row, column, from: from < 0 ? [] : [area], text: from < 0 ? '0' : `${value}` };
    }),
  );
  return {
    rows: [
      [
        { label: words.before, values: picture },
        { label: words.after, values: after, sign: '→', result: true },
      ],
    ],
    steps,
  };
}
