// The numbers of the worked figures, computed by Striate when the site is built.
import type { Area, WorkedFigure, WorkedGrid, WorkedStep } from '@striate/parts/worked/figure';
import { ops, scope, type Tensor, tensor } from 'striate';

export type Matrix = number[][];

export interface ConvExample {
  /** One matrix, or one a channel. */
  readonly input: Matrix | Matrix[];
  readonly filter: Matrix | Matrix[];
  readonly bias?: number;
  readonly stride?: number;
  readonly padding?: number;
}

export interface PoolExample {
  readonly input: Matrix;
  readonly size?: number;
  readonly stride?: number;
  readonly padding?: number;
  readonly kind?: 'max' | 'average';
}

/** The feature map of an example: its answer in exercises. */
export function convolve({ input, filter, bias = 0, stride = 1, padding = 0 }: ConvExample): Matrix {
  const [x, w] = [channels(input), channels(filter)];
  const y = scope(() => {
    const image = ops.transpose(tensor([x]), [0, 2, 3, 1]);
    const kernel = ops.expandDims(ops.transpose(tensor(w), [1, 2, 0]), 3);
    return ops.squeeze(ops.conv2d(image, kernel, { strides: stride, padding, bias: tensor([bias]) }), [0, 3]);
  });
  return read(y);
}

export function pool({ input, size = 2, stride = size, padding = 0, kind = 'max' }: PoolExample): Matrix {
  const y = scope(() => {
    const x = ops.reshape(tensor(pad(input, padding)), [
      1,
      input.length + 2 * padding,
      input[0].length + 2 * padding,
      1,
    ]);
    const op = kind === 'max' ? ops.maxPool2d : ops.avgPool2d;
    return ops.squeeze(op(x, { poolSize: size, strides: stride }), [0, 3]);
  });
  return read(y);
}

/** The matrix of the dense layer that does what the filter does: one row an output, one column an input. */
export function toeplitz(filter: Matrix, height: number, width: number): Matrix {
  const one = (at: number) => {
    const input = Array.from({ length: height }, (_, y) =>
      Array.from({ length: width }, (_, x) => (y * width + x === at ? 1 : 0)),
    );
    return convolve({ input, filter }).flat();
  };
  const columns = Array.from({ length: height * width }, (_, at) => one(at));
  return columns[0].map((_, row) => columns.map((column) => column[row]));
}

export function matmul(a: Matrix, b: Matrix): Matrix {
  return read(scope(() => ops.matmul(tensor(a), tensor(b))));
}

export interface Words {
  readonly input: string;
  readonly filter: string;
  readonly bias: string;
  readonly output: string;
  readonly pooled: string;
  readonly channels: readonly string[];
  readonly sum: string;
  readonly weights: string;
}

export function convFigure(example: ConvExample, words: Words): WorkedFigure {
  const { bias, stride = 1, padding = 0 } = example;
  const [x, w] = [channels(example.input).map((m) => pad(m, padding)), channels(example.filter)];
  const y = convolve(example);
  const [kh, kw] = [w[0].length, w[0][0].length];
  const many = x.length > 1;
  const parts = x.map((input, c) => convolve({ input, filter: w[c], stride }));
  const name = (what: string, c: number) => (many ? `${what}, ${words.channels[c] ?? c + 1}` : what);
  const rows: WorkedGrid[][] = x.map((values, c) => [
    { label: name(words.input, c), values, pad: padding },
    { label: name(words.filter, c), values: w[c], sign: '∗' },
    ...(many ? [{ label: words.sum, values: parts[c], sign: '=', result: true }] : []),
  ]);
  const last: WorkedGrid[] = [
    ...(bias === undefined ? [] : [{ label: words.bias, values: [[bias]], sign: '+' }]),
    { label: words.output, values: y, sign: '=', result: true },
  ];
  if (many) rows.push(last);
  else rows[0].push(...last);
  const perRow = many ? 3 : 2;
  const steps = eachCell(y, (row, column): Omit<WorkedStep, 'row' | 'column'> => {
    const window = { row: row * stride, column: column * stride, rows: kh, columns: kw };
    const from: Area[] = x.flatMap((_, c) => [
      { grid: perRow * c, ...window },
      { grid: perRow * c + 1, row: 0, column: 0, rows: kh, columns: kw },
    ]);
    if (bias !== undefined) from.push({ grid: perRow * x.length, row: 0, column: 0, rows: 1, columns: 1 });
    const terms = many
      ? parts.map((part) => signed(part[row][column]))
      : w[0].flatMap((weights, a) =>
          weights.map((weight, b) => `${signed(x[0][window.row + a][window.column + b])}×${signed(weight)}`),
        );
    if (bias !== undefined) terms.push(signed(bias));
    return { from, text: `${terms.join(' + ')} = ${plain(y[row][column])}` };
  });
  return { rows, steps };
}

export function poolFigure(example: PoolExample, words: Words): WorkedFigure {
  const { size = 2, stride = size, padding = 0, kind = 'max' } = example;
  const x = pad(example.input, padding);
  const y = pool(example);
  const steps = eachCell(y, (row, column) => {
    const window = { row: row * stride, column: column * stride, rows: size, columns: size };
    const values = x
      .slice(window.row, window.row + size)
      .flatMap((cells) => cells.slice(window.column, window.column + size));
    const result = plain(y[row][column]);
    const text =
      kind === 'max'
        ? `max(${values.map(plain).join(', ')}) = ${result}`
        : `(${values.map(signed).join(' + ')}) / ${values.length} = ${result}`;
    return { from: [{ grid: 0, ...window }], text };
  });
  const rows = [
    [
      { label: words.input, values: x, pad: padding },
      { label: words.pooled, values: y, sign: '→', result: true },
    ],
  ];
  return { rows, steps };
}

/** A matrix times a column: a dense layer, or a convolution written as one. */
export function denseFigure(weights: Matrix, input: readonly number[], words: Words): WorkedFigure {
  const column = input.map((v) => [v]);
  const y = matmul(weights, column);
  const steps = eachCell(y, (row) => ({
    from: [
      { grid: 0, row, column: 0, rows: 1, columns: input.length },
      { grid: 1, row: 0, column: 0, rows: input.length, columns: 1 },
    ],
    text: `${weights[row]
      .map((w, i) => ({ w, v: input[i] }))
      .filter(({ w }) => w !== 0)
      .map(({ w, v }) => `${signed(w)}×${signed(v)}`)
      .join(' + ')} = ${plain(y[row][0])}`,
  }));
  const rows = [
    [
      { label: words.weights, values: weights },
      { label: words.input, values: column, sign: '×' },
      { label: words.output, values: y, sign: '=', result: true },
    ],
  ];
  return { rows, steps };
}

function channels(value: Matrix | Matrix[]): Matrix[] {
  return Array.isArray(value[0][0]) ? (value as Matrix[]) : [value as Matrix];
}

function pad(matrix: Matrix, by: number): Matrix {
  if (by === 0) return matrix;
  const padding: [number, number] = [by, by];
  return read(scope(() => ops.pad(tensor(matrix), [padding, padding])));
}

function read(t: Tensor): Matrix {
  const [rows, columns] = t.shape;
  const data = t.dataSync();
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => Number(data[y * columns + x].toFixed(4))),
  );
}

function eachCell<T>(y: Matrix, make: (row: number, column: number) => T): (T & { row: number; column: number })[] {
  return y.flatMap((cells, row) => cells.map((_, column) => ({ row, column, ...make(row, column) })));
}

const plain = (value: number) => String(value).replace('-', '−');
const signed = (value: number) => (value < 0 ? `(${plain(value)})` : String(value));
