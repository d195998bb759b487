import {
  add,
  broadcastTo,
  cast,
  greaterEqual,
  less,
  logicalOr,
  mul,
  notEqual,
  ones,
  reshape,
  scatterAdd,
  type Tensor,
  ValueError,
  where,
} from '@striate/tensor';
import { alignWeights } from '../losses/reduceLoss';
import { addUp } from './Metric';

/** Rows are the true classes, columns those that were said. */
export type Matrix = readonly (readonly number[])[];

export interface MatrixOptions {
  readonly who: string;
  readonly classes: number;
  /** A label that counts for nothing. */
  readonly ignoreClass: number | undefined;
}

/**
 * A confusion matrix of class numbers in one shape, laid out flat.
 * @throws {ValueError} for a number that is no class, where the backend can tell.
 */
export function countPairs(
  labels: Tensor,
  said: Tensor,
  sampleWeight: Tensor | undefined,
  { who, classes, ignoreClass }: MatrixOptions,
): Tensor {
  const given = cast(labels, 'int32');
  const all = sampleWeight ? broadcastTo(alignWeights(given, sampleWeight, who), given.shape) : ones(given.shape);
  const counts = ignoreClass === undefined ? undefined : notEqual(given, ignoreClass);
  const row = counts ? where(counts, given, 0) : given;
  const column = counts ? where(counts, cast(said, 'int32'), 0) : cast(said, 'int32');
  const weights = counts ? mul(all, cast(counts, 'float32')) : all;
  const outside = (x: Tensor) => logicalOr(less(x, 0), greaterEqual(x, classes));
  // Such a pair would land in the cell of another: -1 is what the backend refuses.
  const cell = where(logicalOr(outside(row), outside(column)), -1, add(mul(row, classes), column));
  try {
    return scatterAdd(reshape(weights, [-1]), reshape(cell, [-1]), classes * classes);
  } catch (error) {
    if (!(error instanceof ValueError)) throw error;
    const range = `there are ${classes} classes, so labels and predictions are whole numbers from 0 to ${classes - 1}`;
    throw new ValueError(`${who}: a class is out of range: ${range}`);
  }
}

/** Of the sums the rows. */
export function rowsOf(sums: Float64Array): Matrix {
  const classes = Math.sqrt(sums.length);
  return Array.from({ length: classes }, (_, row) => Array.from(sums.subarray(row * classes, (row + 1) * classes)));
}

/** How many there are of each class, how many were said to be, and how many rightly. */
export function marginsOf(matrix: Matrix): { actual: number[]; said: number[]; right: number[]; all: number } {
  const actual = matrix.map(addUp);
  const said = matrix.map((_, column) => addUp(matrix.map((row) => row[column])));
  return { actual, said, right: matrix.map((row, i) => row[i]), all: addUp(actual) };
}
