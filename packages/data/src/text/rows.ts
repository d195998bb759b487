import { type DType, hostArray, type Tensor, tensor } from '@striate/tensor';

/** Where a sequence is filled up, or cut: at its beginning or its end. */
export type SequenceEnd = 'pre' | 'post';

export interface RowOptions {
  readonly length: number;
  readonly dtype: DType;
  readonly padding: SequenceEnd;
  readonly truncating: SequenceEnd;
  readonly value: number;
}

/** Sequences as the rows of a matrix, filled up or cut to one length. */
export function rowsToTensor(sequences: readonly ArrayLike<number>[], options: RowOptions): Tensor {
  const { length, dtype, padding, truncating, value } = options;
  const data = hostArray(dtype, sequences.length * length);
  if (value !== 0) data.fill(value);
  sequences.forEach((sequence, row) => {
    const kept = Math.min(length, sequence.length);
    const from = truncating === 'pre' ? sequence.length - kept : 0;
    const to = row * length + (padding === 'pre' ? length - kept : 0);
    for (let i = 0; i < kept; i++) data[to + i] = sequence[from + i];
  });
  return tensor(data, [sequences.length, length], dtype);
}

export function longest(sequences: readonly ArrayLike<number>[]): number {
  return sequences.reduce((most, { length }) => Math.max(most, length), 0);
}

/** Counts the indices into a row, then puts `weight(count, index)` in the place of each count. */
export function countInto(
  row: Float32Array,
  indices: readonly number[],
  weight: (count: number, index: number) => number,
): void {
  for (const index of indices) row[index]++;
  for (const index of new Set(indices)) row[index] = weight(row[index], index);
}
