import { described, isDescribed } from '../config/described';
import { lookUp } from '../config/names';
import type { LossForm, LossValues } from '../losses/Loss';
import { isLossForm, type LossName, lossesByName } from '../losses/resolveLoss';
import {
  accuracy,
  binaryAccuracy,
  categoricalAccuracy,
  sparseCategoricalAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
} from './accuracy';
import { auc } from './auc';
import { confusionMatrix, matthewsCorrelation, perClassAccuracy } from './confusionMatrix';
import { falseNegatives, falsePositives, precision, recall, trueNegatives, truePositives } from './counts';
import { f1Score, fBetaScore } from './fScore';
import { binaryIoU, iou, meanIoU, oneHotIoU, oneHotMeanIoU } from './iou';
import { type Metric, meanMetric } from './Metric';
import { cosineSimilarityMetric, r2Score, rootMeanSquaredError } from './regression';

/** The factories that a name can stand for; besides, there are those of the losses. */
export const metricsByName = {
  accuracy,
  sparseCategoricalAccuracy,
  categoricalAccuracy,
  binaryAccuracy,
  sparseTopKCategoricalAccuracy,
  topKCategoricalAccuracy,
  precision,
  recall,
  f1Score,
  fBetaScore,
  auc,
  truePositives,
  falsePositives,
  trueNegatives,
  falseNegatives,
  confusionMatrix,
  perClassAccuracy,
  matthewsCorrelation,
  iou,
  meanIoU,
  binaryIoU,
  oneHotIoU,
  oneHotMeanIoU,
  rootMeanSquaredError,
  cosineSimilarity: cosineSimilarityMetric,
  r2Score,
} satisfies Record<string, () => Metric>;

export type MetricName = keyof typeof metricsByName | LossName;

/** A metric, the name of one or of a loss, a loss, or a function `(yTrue, yPred)` to values whose mean counts. */
export type MetricLike = MetricName | Metric | LossForm | LossValues;

/** The mean of a loss over all samples. */
function lossMetric(loss: LossForm): Metric {
  const metric = meanMetric(loss.lossName, loss.values, { mask: loss.mask });
  if (!isDescribed(loss)) return metric;
  const { reduction, ...config } = loss.config;
  return described(metric, loss.className, config);
}

/** @throws {ValueError} for a name that stands for nothing, with the nearest there is. */
export function resolveMetric(like: MetricLike): Metric {
  if (typeof like === 'string') {
    const known: Readonly<Record<string, () => Metric | LossForm>> = {
      ...metricsByName,
      ...lossesByName,
      cosineSimilarity: cosineSimilarityMetric,
    };
    return resolveMetric(lookUp(known, like, 'metric')());
  }
  if ('update' in like) return like;
  return isLossForm(like) ? lossMetric(like) : meanMetric(like.name || 'metric', like);
}
