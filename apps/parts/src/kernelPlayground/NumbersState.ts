import { type Pad, type Slides, slidesOf, type Window } from '../kit/sliding';

export type Matrix = number[][];

/** Everything the numbers are computed from: one input matrix and one filter matrix a channel. */
export interface NumbersState {
  readonly input: readonly Matrix[];
  readonly filter: readonly Matrix[];
  readonly bias: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Pad;
  /** Each channel keeps a map of its own (as many groups as channels), in place of one sum over all. */
  readonly depthwise: boolean;
}

export const largestInput = 8;
export const filterSizes = [1, 2, 3, 5, 7];

/** How the filter of a state slides over its input. */
export function windowOf({ input, filter, stride, dilation, padding }: NumbersState): Window {
  return {
    size: [input[0].length, input[0][0].length],
    window: [filter[0].length, filter[0][0].length],
    stride,
    dilation,
    padding,
  };
}

export function slidesOfState(state: NumbersState): Slides {
  return slidesOf(windowOf(state));
}

/** A matrix with other sizes: what it had stays, what is new is 0 or what `fresh` says. */
export function resized(matrix: Matrix, rows: number, columns: number, fresh = (_y: number, _x: number) => 0): Matrix {
  return Array.from({ length: rows }, (_, y) =>
    Array.from({ length: columns }, (_, x) => matrix[y]?.[x] ?? fresh(y, x)),
  );
}

/** A state with a number of channels; new ones repeat the first. */
export function withChannels(state: NumbersState, channels: number): NumbersState {
  const take = (matrices: readonly Matrix[]) =>
    Array.from({ length: channels }, (_, c) => matrices[c] ?? matrices[0].map((row) => [...row]));
  return { ...state, input: take(state.input), filter: take(state.filter) };
}

/** Whether a value from a link is a state this part can show. */
export function isNumbersState(value: unknown): value is NumbersState {
  if (typeof value !== 'object' || value === null) return false;
  const { input, filter, bias, stride, dilation, padding, depthwise } = value as Record<string, unknown>;
  return (
    areMatrices(input, largestInput) &&
    areMatrices(filter, 7) &&
    input.length === filter.length &&
    Number.isFinite(bias) &&
    isWhole(stride, 1, 8) &&
    isWhole(dilation, 1, 4) &&
    (padding === 'valid' || padding === 'same' || isWhole(padding, 0, 4)) &&
    typeof depthwise === 'boolean'
  );
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

function areMatrices(value: unknown, most: number): value is Matrix[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > 3) return false;
  const fits = (length: unknown) => isWhole(length, 1, most);
  const [rows, columns] = [value[0]?.length, value[0]?.[0]?.length];
  return (
    fits(rows) &&
    fits(columns) &&
    value.every(
      (matrix) =>
        Array.isArray(matrix) &&
        matrix.length === rows &&
        matrix.every((row) => Array.isArray(row) && row.length === columns && row.every(Number.isFinite)),
    )
  );
}
