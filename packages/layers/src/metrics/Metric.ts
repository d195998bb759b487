import { broadcastTo, cast, concat, mul, reshape, scalar, sum, type Tensor } from '@striate/tensor';
import { type Config, described } from '../config/described';
import type { LossValues } from '../losses/Loss';
import { weightsOf } from '../losses/reduceLoss';

/** What a metric knows beyond its one number: a value a class, the points of a curve, the rows of a matrix. */
export type MetricDetails = readonly number[] | readonly (readonly number[])[];

/**
 * A metric is a function of sums over all samples: an accuracy is a sum over a count, a confusion matrix is sums alone. Batches
 * add up, so its value over an epoch is that over all its samples at once, however they are cut into batches. The sums
 * stay on the device until somebody looks, and add up in float64.
 */
export interface Metric<Details extends MetricDetails = MetricDetails> {
  /** Its name in logs. */
  readonly name: string;
  /** What a batch adds: float32 of rank 1, the same length for every batch. */
  update(yTrue: Tensor, yPred: Tensor, sampleWeight?: Tensor): Tensor;
  /** The value, from the sums of all batches. */
  result(sums: Float64Array): number;
  /** All there is to know, where one number is not all. */
  details?(sums: Float64Array): Details;
}

/** What every metric takes. */
export interface MetricOptions {
  /** Its name in logs. Default: the name of the function that makes it. */
  name?: string;
}

/** `a / b`, and 0 where there is nothing to divide by. */
export function ratio(a: number, b: number): number {
  return b === 0 ? 0 : a / b;
}

/** The sum of numbers. */
export function addUp(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Scalars, one after the other. */
export function packed(...sums: readonly Tensor[]): Tensor {
  return concat(sums.map((value) => reshape(value, [1])));
}

/** The sum of values, weighted. */
export function weightedSum(values: Tensor, weights: Tensor | undefined): Tensor {
  return sum(weights ? mul(values, weights) : values);
}

/** The sum of the weights of values of a shape: their number where all count the same. */
export function countOf(values: Tensor, weights: Tensor | undefined): Tensor {
  return weights ? sum(broadcastTo(weights, values.shape)) : scalar(values.size);
}

const outputs: LossValues = (_, yPred) => yPred;

export interface MeanMetricParts {
  /** 1 for each value that counts, 0 for each that does not. Default: all count. */
  mask?: LossValues;
  /** Of the mean, the value. Default: itself. */
  finish?: (mean: number) => number;
}

/**
 * The mean of a function's values over all samples; without a function, that of the outputs.
 *
 * @example
 * net.compile({ loss: 'huber', metrics: [meanMetric('bias', (yTrue, yPred) => yPred.sub(yTrue))] });
 */
export function meanMetric(
  name = 'mean',
  values: LossValues = outputs,
  { mask, finish = (mean) => mean }: MeanMetricParts = {},
): Metric {
  return {
    name,
    update(yTrue, yPred, sampleWeight) {
      const each = cast(values(yTrue, yPred), 'float32');
      const weights = weightsOf(each, sampleWeight, mask?.(yTrue, yPred), name);
      return packed(weightedSum(each, weights), countOf(each, weights));
    },
    result: ([total, count]) => finish(ratio(total, count)),
  };
}

/** The sum of a function's values over all samples; without a function, that of the outputs. */
export function sumMetric(name = 'sum', values: LossValues = outputs): Metric {
  return {
    name,
    update(yTrue, yPred, sampleWeight) {
      const each = cast(values(yTrue, yPred), 'float32');
      return packed(weightedSum(each, weightsOf(each, sampleWeight, undefined, name)));
    },
    result: ([total]) => total,
  };
}

/** A metric of ours, with how it was made noted on it. */
export function kerasMetric<D extends MetricDetails>(className: string, config: Config, metric: Metric<D>): Metric<D> {
  return described(metric, className, config);
}
