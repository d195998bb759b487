import {
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
} from './atThreshold';
import { confusionMatrix, matthewsCorrelation, perClassAccuracy } from './confusionMatrix';
import { binaryIoU, iou, meanIoU, oneHotIoU, oneHotMeanIoU } from './iou';
import { r2Score } from './regression';
import { metricsByName } from './resolveMetric';

/** Every metric that can be made without options, those included that no name stands for. */
export const metricsWithDefaults = {
  ...metricsByName,
  confusionMatrix,
  perClassAccuracy,
  matthewsCorrelation,
  iou,
  meanIoU,
  binaryIoU,
  oneHotIoU,
  oneHotMeanIoU,
  r2Score,
};

/** Every metric there is, for configurations. */
export const allMetrics = {
  ...metricsWithDefaults,
  precisionAtRecall,
  recallAtPrecision,
  sensitivityAtSpecificity,
  specificityAtSensitivity,
};
