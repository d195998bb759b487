import type { NdArrayLike } from '@striate/layers';
import { ShapeError, Tensor, ValueError } from '@striate/tensor';

/** What a class is called: a text or a number. */
export type Label = string | number;

/** Vectors, one a row, `[n, features]`: a tensor, `{ data, shape }`, or a list of lists. */
export type FeatureRows = Tensor | NdArrayLike | readonly (readonly number[] | Float32Array)[];

/** What a head says of one row. */
export interface Prediction {
  readonly label: Label;
  /** Of that label, 0 … 1. */
  readonly confidence: number;
  /** Of every label; their sum is 1. */
  readonly confidences: ReadonlyMap<Label, number>;
}

/** A classifier of features that learns from a few examples of each class, in moments. */
export interface FewShotHead {
  /** The classes it knows: numbers by size, texts in their order. */
  readonly classes: readonly Label[];
  /**
   * Learns from examples, and forgets those before.
   * @throws {ShapeError} if there is not one label for each row, {ValueError} if there are no rows or a feature is no finite number.
   */
  fit(features: FeatureRows, labels: ArrayLike<Label>): Promise<void>;
  /**
   * One prediction a row.
   * @throws {StriateError} before `fit`, {ShapeError} for rows of another length.
   */
  predict(features: FeatureRows): Promise<Prediction[]>;
}

/** Rows on the host. */
export interface Rows {
  readonly data: ArrayLike<number>;
  readonly count: number;
  readonly size: number;
}

/** @throws {ShapeError} unless it is a matrix, {ValueError} for what is no finite number. */
export async function toRows(features: FeatureRows, who: string): Promise<Rows> {
  const { data, shape } = await onHost(features, who);
  if (shape.length !== 2 || shape[0] * shape[1] !== data.length)
    throw new ShapeError(`${who}: features are rows [n, features], got shape [${shape}] of ${data.length} values`);
  for (let i = 0; i < data.length; i++)
    if (!Number.isFinite(data[i]))
      throw new ValueError(`${who}: feature ${i % shape[1]} of row ${Math.floor(i / shape[1])} is ${data[i]}`);
  return { data, count: shape[0], size: shape[1] };
}

async function onHost(
  features: FeatureRows,
  who: string,
): Promise<{ data: ArrayLike<number>; shape: readonly number[] }> {
  if (features instanceof Tensor) return { data: await features.data(), shape: features.shape };
  if ('data' in features) return features;
  const [first] = features;
  const odd = features.findIndex((row) => row.length !== first.length);
  if (odd >= 0)
    throw new ShapeError(`${who}: row ${odd} has ${features[odd].length} features, row 0 has ${first.length}`);
  return { data: features.flatMap((row) => [...row]), shape: [features.length, first?.length ?? 0] };
}

/** Examples with the number of the class of each. */
export interface Examples extends Rows {
  readonly classes: readonly Label[];
  readonly labels: Int32Array;
}

export async function toExamples(features: FeatureRows, labels: ArrayLike<Label>, who: string): Promise<Examples> {
  const rows = await toRows(features, who);
  if (rows.count === 0) throw new ValueError(`${who}: there are no examples`);
  if (labels.length !== rows.count)
    throw new ShapeError(`${who}: takes one label a row, got ${labels.length} labels for ${rows.count} rows`);
  const list = Array.from(labels);
  const classes = [...new Set(list)].sort((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? a - b : order(String(a), String(b)),
  );
  const numbers = new Map(classes.map((label, i) => [label, i]));
  return { ...rows, classes, labels: Int32Array.from(list, (label) => numbers.get(label) ?? 0) };
}

// By code units: the same on every machine, whatever its language.
function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The number of the largest share, the first of equals. */
export function largest(shares: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < shares.length; i++) if (shares[i] > shares[best]) best = i;
  return best;
}

/** The class that is most likely, and the shares of all. */
export function predictionOf(
  classes: readonly Label[],
  shares: ArrayLike<number>,
  best: number = largest(shares),
): Prediction {
  const confidences = new Map(classes.map((label, i) => [label, shares[i]]));
  return { label: classes[best], confidence: shares[best], confidences };
}

/** exp(x) in shares of their sum. */
export function softmax(scores: Float64Array): Float64Array {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const powers = scores.map((score) => Math.exp(score - most));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((power) => power / sum);
}

/** Rows in float64, each brought to length 1 if asked for; a row of zeros stays. */
export function vectors({ data, count, size }: Rows, unit: boolean): Float64Array {
  const out = Float64Array.from(data);
  if (!unit) return out;
  for (let row = 0; row < count; row++) {
    const own = out.subarray(row * size, (row + 1) * size);
    const length = Math.sqrt(own.reduce((sum, value) => sum + value * value, 0));
    if (length > 0) for (let i = 0; i < size; i++) own[i] /= length;
  }
  return out;
}

/** The squared distance of two rows. */
export function squaredDistance(a: Float64Array, at: number, b: Float64Array, bt: number, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) {
    const difference = a[at + i] - b[bt + i];
    sum += difference * difference;
  }
  return sum;
}

/** @throws {ShapeError} unless the rows are as long as those that were learned from. */
export function checkSize({ size }: Rows, expected: number, who: string): void {
  if (size !== expected)
    throw new ShapeError(`${who}: has learned from rows of ${expected} features, got rows of ${size}`);
}
