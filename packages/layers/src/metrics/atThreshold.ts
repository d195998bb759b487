import { cast, notEqual } from '@striate/tensor';
import type { Config } from '../config/described';
import { settings } from '../config/settings';
import { checkCount } from '../layers/checkCount';
import { checkShare } from '../losses/crossentropy';
import { weightsOf } from '../losses/reduceLoss';
import { column } from './counts';
import { denseLabels } from './labels';
import { kerasMetric, type Metric, type MetricOptions, ratio } from './Metric';
import { countByThreshold, curveOf, evenThresholds } from './thresholds';

export interface AtThresholdOptions extends MetricOptions {
  /** Thresholds to choose from, evenly from 0 to 1. Default 200. */
  numThresholds?: number;
  /** Only this class of `[…, classes]` counts. Default: all together. */
  classId?: number;
}

/** What can be said at a threshold. */
interface Rates {
  readonly precision: number;
  readonly recall: number;
  readonly specificity: number;
}

type Standard = { numThresholds: number; classId: number | undefined; name: string };

const standard = (name: string): Standard => ({ numThresholds: 200, classId: undefined, name });

/** The largest `wanted` among the thresholds where `given` is at least `least`, 0 where there is none. */
function bestAt(
  className: string,
  config: Standard & Config,
  wanted: keyof Rates,
  given: keyof Rates,
  least: number,
): Metric {
  const { name, numThresholds, classId } = config;
  checkCount(numThresholds, name, 'numThresholds');
  checkShare(least, name, given === 'recall' && wanted === 'specificity' ? 'sensitivity' : given);
  const thresholds = evenThresholds(numThresholds);
  return kerasMetric(className, config, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const yes = cast(notEqual(column(denseLabels(yTrue, yPred, name), classId, name), 0), 'float32');
      const weights = weightsOf(yes, sampleWeight, undefined, name);
      return countByThreshold(yes, column(yPred, classId, name), weights, thresholds, 1);
    },
    result(sums) {
      const { truePositives, falsePositives, positives, negatives } = curveOf(sums, numThresholds, 0, false);
      const rates = Array.from(truePositives, (right, i) => ({
        precision: ratio(right, right + falsePositives[i]),
        recall: ratio(right, positives),
        specificity: ratio(negatives - falsePositives[i], negatives),
      }));
      return rates.reduce((best, at) => (at[given] >= least ? Math.max(best, at[wanted]) : best), 0);
    },
  });
}

export interface PrecisionAtRecallOptions extends AtThresholdOptions {
  /** The recall to reach, 0 to 1. */
  recall: number;
}

/**
 * The best precision at a threshold that finds at least a share `recall` of the positives.
 *
 * @example
 * net.compile({ loss: 'binaryCrossentropy', metrics: [precisionAtRecall({ recall: 0.8 })] });
 */
export function precisionAtRecall(options: PrecisionAtRecallOptions): Metric {
  const who = 'precisionAtRecall';
  const config = settings(who, options, { recall: Number.NaN, ...standard(who) });
  return bestAt('PrecisionAtRecall', config, 'precision', 'recall', config.recall);
}

export interface RecallAtPrecisionOptions extends AtThresholdOptions {
  /** The precision to reach, 0 to 1. */
  precision: number;
}

/** The best recall at a threshold where at least a share `precision` of the positive answers is right. */
export function recallAtPrecision(options: RecallAtPrecisionOptions): Metric {
  const who = 'recallAtPrecision';
  const config = settings(who, options, { precision: Number.NaN, ...standard(who) });
  return bestAt('RecallAtPrecision', config, 'recall', 'precision', config.precision);
}

export interface SensitivityAtSpecificityOptions extends AtThresholdOptions {
  /** The share of the negatives to tell as such, 0 to 1. */
  specificity: number;
}

/** The best sensitivity (recall) at a threshold that tells at least a share `specificity` of the negatives as such. */
export function sensitivityAtSpecificity(options: SensitivityAtSpecificityOptions): Metric {
  const who = 'sensitivityAtSpecificity';
  const config = settings(who, options, { specificity: Number.NaN, ...standard(who) });
  return bestAt('SensitivityAtSpecificity', config, 'recall', 'specificity', config.specificity);
}

export interface SpecificityAtSensitivityOptions extends AtThresholdOptions {
  /** The share of the positives to find, 0 to 1. */
  sensitivity: number;
}

/** The best specificity at a threshold that finds at least a share `sensitivity` of the positives. */
export function specificityAtSensitivity(options: SpecificityAtSensitivityOptions): Metric {
  const who = 'specificityAtSensitivity';
  const config = settings(who, options, { sensitivity: Number.NaN, ...standard(who) });
  return bestAt('SpecificityAtSensitivity', config, 'specificity', 'recall', config.sensitivity);
}
