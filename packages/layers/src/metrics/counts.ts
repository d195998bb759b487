import {
  cast,
  formatShape,
  greater,
  logicalAnd,
  mul,
  notEqual,
  oneHot,
  ShapeError,
  slice,
  sum,
  type Tensor,
  topK,
  ValueError,
} from '@striate/tensor';
import type { Config } from '../config/described';
import { settings } from '../config/settings';
import { weightsOf } from '../losses/reduceLoss';
import { denseLabels } from './labels';
import { countOf, kerasMetric, type Metric, type MetricOptions, packed, ratio, weightedSum } from './Metric';

export interface CountOptions extends MetricOptions {
  /** Outputs above it mean yes. Default 0.5. */
  thresholds?: number;
}

export interface PrecisionOptions extends CountOptions {
  /** Only the `topK` largest outputs of a sample mean yes, whatever their value unless `thresholds` is given too. */
  topK?: number;
  /** Only this class of `[…, classes]` counts. Default: all together. */
  classId?: number;
}

export type RecallOptions = PrecisionOptions;

/** How many answers are right and wrong, weighted. */
interface Counts {
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
  readonly falseNegatives: number;
}

/** One class of `[…, classes]`. */
export function column(x: Tensor, classId: number | undefined, who: string): Tensor {
  if (classId === undefined) return x;
  const classes = x.shape[x.rank - 1];
  if (x.rank < 2) throw new ShapeError(`${who}: classId takes outputs [batch, classes], got ${formatShape(x.shape)}`);
  if (!Number.isInteger(classId) || classId < 0 || classId >= classes) {
    throw new ValueError(`${who}: classId ${classId} is no class of ${classes}: they are 0 to ${classes - 1}`);
  }
  const begin = x.shape.map((_, i) => (i === x.rank - 1 ? classId : 0));
  return slice(x, begin, [...x.shape.slice(0, -1), 1]);
}

/** Which outputs mean yes, as bool. */
function chosen(yPred: Tensor, thresholds: number | undefined, k: number | undefined): Tensor {
  if (k === undefined) return greater(yPred, thresholds ?? 0.5);
  const classes = yPred.shape[yPred.rank - 1];
  const best = cast(sum(oneHot(topK(yPred, Math.min(k, classes)).indices, classes), -2), 'bool');
  return thresholds === undefined ? best : logicalAnd(best, greater(yPred, thresholds));
}

type Selection = { thresholds: number | undefined; topK: number | undefined; classId: number | undefined };

function countMetric(
  className: string,
  name: string,
  { thresholds, topK: k, classId }: Selection,
  config: Config,
  value: (counts: Counts) => number,
): Metric {
  return kerasMetric(className, config, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const labels = denseLabels(yTrue, yPred, name);
      const yes = cast(notEqual(column(labels, classId, name), 0), 'float32');
      const said = cast(column(chosen(yPred, thresholds, k), classId, name), 'float32');
      const weights = weightsOf(yes, sampleWeight, undefined, name);
      return packed(
        weightedSum(mul(yes, said), weights),
        weightedSum(said, weights),
        weightedSum(yes, weights),
        countOf(yes, weights),
      );
    },
    result: ([right, said, yes, all]) =>
      value({
        truePositives: right,
        falsePositives: said - right,
        falseNegatives: yes - right,
        trueNegatives: all - said - yes + right,
      }),
  });
}

function plainCount(className: string, who: keyof Counts, options: CountOptions): Metric {
  const config = settings<{ thresholds: number | undefined; name: string }>(who, options, {
    thresholds: undefined,
    name: who,
  });
  const selection = { thresholds: config.thresholds, topK: undefined, classId: undefined };
  return countMetric(className, config.name, selection, config, (counts) => counts[who]);
}

/** How many outputs say yes, and the labels too. */
export function truePositives(options: CountOptions = {}): Metric {
  return plainCount('TruePositives', 'truePositives', options);
}

/** How many outputs say yes, and the labels no. */
export function falsePositives(options: CountOptions = {}): Metric {
  return plainCount('FalsePositives', 'falsePositives', options);
}

/** How many outputs say no, and the labels too. */
export function trueNegatives(options: CountOptions = {}): Metric {
  return plainCount('TrueNegatives', 'trueNegatives', options);
}

/** How many outputs say no, and the labels yes. */
export function falseNegatives(options: CountOptions = {}): Metric {
  return plainCount('FalseNegatives', 'falseNegatives', options);
}

function selected(className: string, who: string, options: PrecisionOptions, value: (counts: Counts) => number) {
  const config = settings<Selection & { name: string }>(who, options, {
    thresholds: undefined,
    topK: undefined,
    classId: undefined,
    name: who,
  });
  return countMetric(className, config.name, config, config, value);
}

/**
 * Share of the positive answers that are right, 0 where there are none. Class numbers as labels count as one-hot rows.
 *
 * @example
 * net.compile({ loss: 'binaryCrossentropy', metrics: [precision({ thresholds: 0.8 }), recall({ thresholds: 0.8 })] });
 */
export function precision(options: PrecisionOptions = {}): Metric {
  return selected('Precision', 'precision', options, ({ truePositives: right, falsePositives: wrong }) =>
    ratio(right, right + wrong),
  );
}

/** Share of the positives that are found, 0 where there are none. Class numbers as labels count as one-hot rows. */
export function recall(options: RecallOptions = {}): Metric {
  return selected('Recall', 'recall', options, ({ truePositives: found, falseNegatives: missed }) =>
    ratio(found, found + missed),
  );
}
