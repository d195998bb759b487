import { reshape, sum, type Tensor } from '@striate/tensor';

/** What one batch adds to a metric: sums over its samples, and how many values they are sums of. */
export interface MetricUpdate {
  /** float32, rank 1: the same length for every batch. */
  readonly sums: Tensor;
  readonly count: number;
}

/**
 * A metric that is a function of sums over all samples: an accuracy is a sum over a count, a confusion matrix is sums alone.
 * Sums stay on the device until somebody looks.
 */
export interface Metric {
  readonly name: string;
  update(yTrue: Tensor, yPred: Tensor): MetricUpdate;
  /** The value, from the sums of all batches. */
  result(sums: Float64Array, count: number): number;
}

/**
 * The mean of a function's values over all samples.
 *
 * @example
 * const bias = meanMetric('bias', (yTrue, yPred) => sub(yPred, yTrue));
 */
export function meanMetric(name: string, values: (yTrue: Tensor, yPred: Tensor) => Tensor): Metric {
  return {
    name,
    update(yTrue, yPred) {
      const each = values(yTrue, yPred);
      return { sums: reshape(sum(each.cast('float32')), [1]), count: each.size };
    },
    result: ([total], count) => total / count,
  };
}
