import { any, argMax, cast, equal, expandDims, greater, reshape, type Tensor, topK } from '@striate/tensor';
import { matchRank } from '../losses/matchRank';
import { type Metric, meanMetric } from './Metric';

function classOf(labels: Tensor, yPred: Tensor): Tensor {
  return cast(labels.rank === yPred.rank ? reshape(labels, labels.shape.slice(0, -1)) : labels, 'int32');
}

const sparse = (yTrue: Tensor, yPred: Tensor) => equal(argMax(yPred, -1), classOf(yTrue, yPred));
const categorical = (yTrue: Tensor, yPred: Tensor) => equal(argMax(yPred, -1), argMax(yTrue, -1));
const binary = (yTrue: Tensor, yPred: Tensor, threshold: number) =>
  equal(cast(greater(yPred, threshold), 'float32'), cast(matchRank(yTrue, yPred, 'binaryAccuracy'), 'float32'));

/** Share of the samples whose most probable class is the label, a whole number. */
export function sparseCategoricalAccuracy(): Metric {
  return meanMetric('sparseCategoricalAccuracy', sparse);
}

/** Share of the samples whose most probable class is that of the one-hot label. */
export function categoricalAccuracy(): Metric {
  return meanMetric('categoricalAccuracy', categorical);
}

/** Share of the values on the right side of `threshold` (default 0.5). */
export function binaryAccuracy({ threshold = 0.5 } = {}): Metric {
  return meanMetric('binaryAccuracy', (yTrue, yPred) => binary(yTrue, yPred, threshold));
}

/** The accuracy that fits the shapes of output and labels, as Keras chooses it. */
export function accuracy(): Metric {
  return meanMetric('accuracy', (yTrue, yPred) => {
    const classes = yPred.shape[yPred.rank - 1];
    if (classes === 1 || yPred.rank === 1) return binary(yTrue, yPred, 0.5);
    const whole = yTrue.rank < yPred.rank || yTrue.shape[yTrue.rank - 1] === 1;
    return whole ? sparse(yTrue, yPred) : categorical(yTrue, yPred);
  });
}

/** Share of the samples whose label is among the `k` (default 5) most probable classes. */
export function sparseTopKCategoricalAccuracy({ k = 5 } = {}): Metric {
  return meanMetric('sparseTopKCategoricalAccuracy', (yTrue, yPred) => {
    const label = classOf(yTrue, yPred);
    return any(equal(topK(yPred, k).indices, expandDims(label, label.rank)), -1);
  });
}
