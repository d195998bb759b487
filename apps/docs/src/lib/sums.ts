// Worked figures that are no convolution: matrices combined cell by cell. The numbers are Striate's.
import type { WorkedFigure, WorkedGrid } from '@striate/parts/worked/figure';
import { ops, scope, type Tensor, tensor } from 'striate';

type Matrix = number[][];

export interface GradCamExample {
  readonly maps: readonly Matrix[];
  /** The gradient of the score, for each map. */
  readonly gradients: readonly Matrix[];
}

/** Grad-CAM by hand: the weight of each map, and the heat map they give. */
export function gradCam({ maps, gradients }: GradCamExample): { weights: number[]; heat: Matrix } {
  const weights = gradients.map((gradient) => read(scope(() => tensor(gradient).mean().reshape([1, 1])))[0][0]);
  const heat = scope(() => ops.addN(maps.map((map, k) => tensor(map).mul(weights[k]))).relu());
  return { weights, heat: read(heat) };
}

/** The weighted sum of maps, after ReLU. `words` names a map, and the result. */
export function gradCamFigure(example: GradCamExample, words: { map: string; heat: string }): WorkedFigure {
  const { weights, heat } = gradCam(example);
  const grids = example.maps.map((values, k): WorkedGrid => {
    const sign = `${k > 0 && weights[k] >= 0 ? '+ ' : ''}${plain(weights[k])} ×`;
    return { label: `${words.map} ${k + 1}`, values, sign };
  });
  return cellwise([...grids, { label: words.heat, values: heat, sign: '→', result: true }], (row, column) => {
    const terms = example.maps.map((map, k) => `${signed(weights[k])}×${map[row][column]}`);
    return `max(0, ${terms.join(' + ')}) = ${plain(heat[row][column])}`;
  });
}

/** A residual unit: x + F(x). */
export function residualFigure(
  x: Matrix,
  f: Matrix,
  words: { input: string; learned: string; sum: string },
): WorkedFigure {
  const y = read(scope(() => tensor(x).add(f)));
  const grids: WorkedGrid[] = [
    { label: words.input, values: x },
    { label: words.learned, values: f, sign: '+' },
    { label: words.sum, values: y, sign: '=', result: true },
  ];
  return cellwise(
    grids,
    (row, column) => `${signed(x[row][column])} + ${signed(f[row][column])} = ${plain(y[row][column])}`,
  );
}

/** What each map has in common with each other, summed over all places (Gatys 2016). */
export function gram(maps: readonly Matrix[]): Matrix {
  const rows = maps.map((map) => map.flat());
  return read(scope(() => ops.matmul(tensor(rows), tensor(rows), { transposeB: true })));
}

function cellwise(grids: readonly WorkedGrid[], text: (row: number, column: number) => string): WorkedFigure {
  const cells = (grids.at(-1)?.values ?? []).flatMap((cells, row) => cells.map((_, column) => ({ row, column })));
  const steps = cells.map(({ row, column }) => ({
    row,
    column,
    from: grids.slice(0, -1).map((_, grid) => ({ grid, row, column, rows: 1, columns: 1 })),
    text: text(row, column),
  }));
  return { rows: [grids], steps };
}

function read(t: Tensor): Matrix {
  const [rows, columns] = t.shape;
  const data = t.dataSync();
  return Array.from({ length: rows }, (_, y) => Array.from({ length: columns }, (_, x) => data[y * columns + x]));
}

const plain = (value: number) => String(Number(value.toFixed(4))).replace('-', '−');
const signed = (value: number) => (value < 0 ? `(${plain(value)})` : plain(value));
