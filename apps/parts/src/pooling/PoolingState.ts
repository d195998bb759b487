import { type Slides, slidesOf, type Window } from '../kit/sliding';

export type Matrix = number[][];
export const kinds = ['max', 'average', 'globalMax', 'globalAverage', 'depth'] as const;
export type Kind = (typeof kinds)[number];

/** What is pooled, and how: one matrix a channel. `depth` takes the largest across channels. */
export interface PoolingState {
  readonly input: readonly Matrix[];
  readonly kind: Kind;
  readonly size: number;
  readonly stride: number;
}

export const isGlobal = (kind: Kind): boolean => kind === 'globalMax' || kind === 'globalAverage';

/** The window over rows and columns. */
export function windowOf({ input, kind, size, stride }: PoolingState): Window {
  const whole = [input[0].length, input[0][0].length] as const;
  const window = isGlobal(kind) ? whole : kind === 'depth' ? ([1, 1] as const) : ([size, size] as const);
  return { size: whole, window, stride: kind === 'depth' ? 1 : stride, padding: 'valid', dilation: 1 };
}

export const slidesOfPooling = (state: PoolingState): Slides => slidesOf(windowOf(state));

/** The channels of the output. */
export function channelsOf({ input, kind, size, stride }: PoolingState): number {
  if (kind !== 'depth') return input.length;
  return size > input.length ? 0 : Math.floor((input.length - size) / stride) + 1;
}

/** Whether a value from a link is something to pool. */
export function isPoolingState(value: unknown): value is PoolingState {
  if (typeof value !== 'object' || value === null) return false;
  const { input, kind, size, stride } = value as Record<string, unknown>;
  const isWhole = (v: unknown) => Number.isInteger(v) && Number(v) >= 1 && Number(v) <= 8;
  if (!kinds.includes(kind as Kind) || !isWhole(size) || !isWhole(stride)) return false;
  if (!Array.isArray(input) || !isWhole(input.length)) return false;
  const [rows, columns] = [input[0]?.length, input[0]?.[0]?.length];
  return (
    isWhole(rows) &&
    isWhole(columns) &&
    input.every(
      (matrix) =>
        Array.isArray(matrix) &&
        matrix.length === rows &&
        matrix.every((row) => Array.isArray(row) && row.length === columns && row.every(Number.isFinite)),
    )
  );
}
