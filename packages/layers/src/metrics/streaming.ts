import { asTensor, StriateError, scope, type TensorLike } from '@striate/tensor';
import type { Metric, MetricDetails } from './Metric';
import { RunningSums } from './RunningSums';
import { type MetricLike, resolveMetric } from './resolveMetric';

/** A metric with its sums up to now: what Keras calls a metric. `streaming` makes one. */
export class MetricTracker<Details extends MetricDetails = MetricDetails> {
  readonly metric: Metric<Details>;
  readonly #sums = new RunningSums();

  constructor(metric: Metric<Details>) {
    this.metric = metric;
  }

  /** Adds a batch. With one argument, `meanMetric()` and `sumMetric()` take it for values. */
  updateState(yTrue: TensorLike, yPred: TensorLike = yTrue, sampleWeight?: TensorLike): void {
    scope(() => {
      const weights = sampleWeight === undefined ? undefined : asTensor(sampleWeight);
      this.#sums.add([this.metric.update(asTensor(yTrue), asTensor(yPred), weights)]);
    });
  }

  /** The value over all batches since the last reset. @throws {StriateError} if there was none. */
  async result(): Promise<number> {
    return this.metric.result(await this.#read('result'));
  }

  /** All that the metric knows beyond the number. @throws {StriateError} if it knows no more, or there was no batch. */
  async details(): Promise<Details> {
    const { metric } = this;
    if (!metric.details) throw new StriateError(`${metric.name}: there are no details, result() is all`);
    return metric.details(await this.#read('details'));
  }

  /** Forgets everything, for the next epoch. */
  resetState(): void {
    this.#sums.reset();
  }

  async #read(who: string): Promise<Float64Array> {
    const [sums] = await this.#sums.read();
    if (sums) return sums;
    throw new StriateError(`${this.metric.name}: ${who}() before the first updateState(yTrue, yPred)`);
  }
}

/**
 * A metric to use on its own, as Keras' metrics are.
 *
 * @example
 * const found = streaming(recall());
 * found.updateState([0, 1, 1, 1], [1, 0, 1, 1]);
 * await found.result(); // 0.6667
 */
export function streaming<Details extends MetricDetails>(metric: Metric<Details>): MetricTracker<Details>;
export function streaming(metric: MetricLike): MetricTracker;
export function streaming(metric: MetricLike): MetricTracker {
  return new MetricTracker(resolveMetric(metric));
}
