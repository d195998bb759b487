import { any, argMax, equal, expandDims, greater, type Tensor, topK } from '@striate/tensor';
import { settings } from '../config/settings';
import { checkCount } from '../layers/checkCount';
import { targetsOf } from '../losses/matchRank';
import { classNumbers } from './labels';
import { kerasMetric, type Metric, type MetricOptions, meanMetric } from './Metric';

const sparse = (yTrue: Tensor, yPred: Tensor, who: string) =>
  equal(argMax(yPred, -1), classNumbers(yTrue, yPred.shape, who));
const categorical = (yTrue: Tensor, yPred: Tensor, who: string) =>
  equal(argMax(yPred, -1), argMax(targetsOf(yTrue, yPred, who), -1));
const binary = (yTrue: Tensor, yPred: Tensor, threshold: number, who: string) =>
  equal(greater(yPred, threshold), targetsOf(yTrue, yPred, who));
const amongTop = (label: Tensor, yPred: Tensor, k: number) => {
  const { indices } = topK(yPred, Math.min(k, yPred.shape[yPred.rank - 1]));
  return any(equal(indices, expandDims(label, label.rank)), -1);
};

/** Share of the samples whose most probable class is the label, a whole number. */
export function sparseCategoricalAccuracy(options: MetricOptions = {}): Metric {
  const who = 'sparseCategoricalAccuracy';
  const config = settings(who, options, { name: who });
  const metric = meanMetric(config.name, (yTrue, yPred) => sparse(yTrue, yPred, who));
  return kerasMetric('SparseCategoricalAccuracy', config, metric);
}

/** Share of the samples whose most probable class is that of the one-hot label. */
export function categoricalAccuracy(options: MetricOptions = {}): Metric {
  const who = 'categoricalAccuracy';
  const config = settings(who, options, { name: who });
  const metric = meanMetric(config.name, (yTrue, yPred) => categorical(yTrue, yPred, who));
  return kerasMetric('CategoricalAccuracy', config, metric);
}

export interface BinaryAccuracyOptions extends MetricOptions {
  /** Outputs above it mean yes. Default 0.5; for an output of logits 0. */
  threshold?: number;
}

/** Share of the values on the right side of `threshold`. */
export function binaryAccuracy(options: BinaryAccuracyOptions = {}): Metric {
  const who = 'binaryAccuracy';
  const config = settings(who, options, { threshold: 0.5, name: who });
  const metric = meanMetric(config.name, (yTrue, yPred) => binary(yTrue, yPred, config.threshold, who));
  return kerasMetric('BinaryAccuracy', config, metric);
}

/** The accuracy that fits the shapes of output and labels, as Keras chooses it for `metrics: ['accuracy']`. */
export function accuracy(options: MetricOptions = {}): Metric {
  const who = 'accuracy';
  const config = settings(who, options, { name: who });
  const metric = meanMetric(config.name, (yTrue, yPred) => {
    const classes = yPred.shape[yPred.rank - 1];
    if (classes === 1 || yPred.rank === 1) return binary(yTrue, yPred, 0.5, who);
    const whole = yTrue.rank < yPred.rank || yTrue.shape[yTrue.rank - 1] === 1;
    return whole ? sparse(yTrue, yPred, who) : categorical(yTrue, yPred, who);
  });
  return kerasMetric('Accuracy', config, metric);
}

export interface TopKOptions extends MetricOptions {
  /** How many guesses a sample has. Default 5. */
  k?: number;
}

/** Share of the samples whose label, a whole number, is among the `k` most probable classes. */
export function sparseTopKCategoricalAccuracy(options: TopKOptions = {}): Metric {
  const who = 'sparseTopKCategoricalAccuracy';
  const config = settings(who, options, { k: 5, name: who });
  checkCount(config.k, who, 'k');
  const metric = meanMetric(config.name, (yTrue, yPred) =>
    amongTop(classNumbers(yTrue, yPred.shape, who), yPred, config.k),
  );
  return kerasMetric('SparseTopKCategoricalAccuracy', config, metric);
}

/** Share of the samples whose one-hot label is among the `k` most probable classes. */
export function topKCategoricalAccuracy(options: TopKOptions = {}): Metric {
  const who = 'topKCategoricalAccuracy';
  const config = settings(who, options, { k: 5, name: who });
  checkCount(config.k, who, 'k');
  const metric = meanMetric(config.name, (yTrue, yPred) =>
    amongTop(argMax(targetsOf(yTrue, yPred, who), -1), yPred, config.k),
  );
  return kerasMetric('TopKCategoricalAccuracy', config, metric);
}
