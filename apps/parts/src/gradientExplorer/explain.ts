import type { Derivatives } from './differentiate';
import type { ExampleName, Matrix } from './examples';

export type GridName = 'x' | 'w' | 'y' | 'target' | 'dX' | 'dW' | 'dY';
export type Cell = readonly [row: number, column: number];

/** Where a number comes from: the sum it is, and the cells that are in it. */
export interface Explanation {
  readonly sum: string;
  readonly lit: Readonly<Partial<Record<GridName, readonly Cell[]>>>;
}

export interface Numbers extends Partial<Derivatives> {
  readonly x: Matrix;
  readonly w?: Matrix;
  readonly target: Matrix;
}

type Write = (value: number) => string;

/** Explains a cell of a grid, in numbers; nothing for what was given. */
export function explain(name: ExampleName, grid: GridName, at: Cell, numbers: Numbers, write: Write) {
  const { x, w, y, target, dY, dX, dW } = numbers;
  if (!y || !dY || !dX || grid === 'x' || grid === 'w' || grid === 'target') return undefined;
  const [row, column] = at;
  const sumOf = (of: Matrix, terms: readonly string[], lit: Explanation['lit']): Explanation => ({
    sum: `${terms.join(' + ') || '0'} = ${write(of[row][column])}`,
    lit: { ...lit, [grid]: [at] },
  });
  const value = (of: Matrix, [r, c]: Cell) => bracketed(write(of[r][c]));
  const times = (a: Matrix, at: Cell, b: Matrix, bt: Cell) => `${value(a, at)}·${value(b, bt)}`;

  if (grid === 'dY') {
    const count = y.length * y[0].length;
    const term =
      name === 'softmax'
        ? `−${value(target, at)} / ${value(y, at)}`
        : `2·(${write(y[row][column])} − ${write(target[row][column])}) / ${count}`;
    return sumOf(dY, [term], { y: [at], target: [at] });
  }
  // Which input, weight and output meet in a product: all three gradients are sums over these.
  const products = meetings(name, w, y);
  if (products && w) {
    const own = products.filter((met) => same(met[grid === 'y' ? 'y' : grid === 'dX' ? 'x' : 'w'], at));
    const cells = (key: 'x' | 'w' | 'y') => own.map((met) => met[key]);
    if (grid === 'y')
      return sumOf(
        y,
        own.map((met) => times(x, met.x, w, met.w)),
        { x: cells('x'), w: cells('w') },
      );
    if (grid === 'dW')
      return sumOf(
        dW ?? w,
        own.map((met) => times(dY, met.y, x, met.x)),
        { dY: cells('y'), x: cells('x') },
      );
    return sumOf(
      dX,
      own.map((met) => times(dY, met.y, w, met.w)),
      { dY: cells('y'), w: cells('w') },
    );
  }
  const [source, result] = [x[row]?.[column] ?? 0, y[row]?.[column] ?? 0];
  if (name === 'relu') {
    if (grid === 'y') return sumOf(y, [`max(0, ${write(source)})`], { x: [at] });
    return sumOf(dX, [`${value(dY, at)}·${source > 0 ? 1 : 0}`], { dY: [at], x: [at] });
  }
  if (name === 'sigmoid') {
    if (grid === 'y') return sumOf(y, [`1 / (1 + e^${bracketed(write(-source))})`], { x: [at] });
    return sumOf(dX, [`${value(dY, at)}·${write(result)}·(1 − ${write(result)})`], { dY: [at], y: [at] });
  }
  if (name === 'softmax') {
    const row0 = x[0].map((_, i): Cell => [0, i]);
    if (grid === 'y')
      return sumOf(y, [`e^${value(x, at)} / (${x[0].map((v) => `e^${bracketed(write(v))}`).join(' + ')})`], {
        x: row0,
      });
    return sumOf(dX, [`${write(result)} − ${write(target[row][column])}`], { y: [at], target: [at] });
  }
  const window = (r: number, c: number): Cell[] => [0, 1, 2, 3].map((i) => [2 * r + (i >> 1), 2 * c + (i & 1)]);
  if (grid === 'y') {
    const seen = window(row, column);
    return sumOf(y, [`max(${seen.map(([r, c]) => write(x[r][c])).join(', ')})`], { x: seen });
  }
  const from: Cell = [row >> 1, column >> 1];
  const largest = x[row][column] === y[from[0]][from[1]];
  return sumOf(dX, [`${value(dY, from)}·${largest ? 1 : 0}`], { dY: [from], x: window(...from) });
}

interface Met {
  readonly x: Cell;
  readonly w: Cell;
  readonly y: Cell;
}

function meetings(name: ExampleName, w: Matrix | undefined, y: Matrix): Met[] | undefined {
  if (!w || (name !== 'convolution' && name !== 'dense')) return undefined;
  const cells = (of: Matrix) => of.flatMap((row, r) => row.map((_, c): Cell => [r, c]));
  return cells(y).flatMap((at) =>
    cells(w).flatMap((weight): Met[] => {
      if (name === 'convolution') return [{ y: at, w: weight, x: [at[0] + weight[0], at[1] + weight[1]] }];
      return weight[1] === at[1] ? [{ y: at, w: weight, x: [at[0], weight[0]] }] : [];
    }),
  );
}

function same(a: Cell, b: Cell): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function bracketed(text: string): string {
  return /^[-−]/.test(text) ? `(${text})` : text;
}
