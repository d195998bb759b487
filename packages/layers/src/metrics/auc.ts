import {
  cast,
  formatShape,
  mul,
  notEqual,
  ShapeError,
  sigmoid,
  type Tensor,
  tensor,
  ValueError,
} from '@striate/tensor';
import { unknownName } from '../config/names';
import { settings } from '../config/settings';
import { weightsOf } from '../losses/reduceLoss';
import { denseLabels } from './labels';
import { addUp, kerasMetric, type Metric, type MetricOptions, ratio } from './Metric';
import { type Curve, countByThreshold, curveOf, evenThresholds, type Thresholds } from './thresholds';

export interface AUCOptions extends MetricOptions {
  /** Points of the curve. Default 200. */
  numThresholds?: number;
  /** `ROC` (true over false positives, the default) or `PR` (precision over recall). */
  curve?: 'ROC' | 'PR';
  /** Between the points: `interpolation` (default), the lower of both (`minoring`) or the higher (`majoring`). */
  summationMethod?: 'interpolation' | 'minoring' | 'majoring';
  /** Thresholds between 0 and 1 instead of even ones. */
  thresholds?: readonly number[];
  /** Whether each column of `[batch, labels]` has a curve of its own, and the value is their mean. Default false. */
  multiLabel?: boolean;
  /** Columns there are, with `multiLabel`; found out without it. */
  numLabels?: number;
  /** A weight for each column. */
  labelWeights?: readonly number[];
  /** Whether outputs are scores before a sigmoid. Default false: probabilities. */
  fromLogits?: boolean;
}

/** The options with their defaults; some have none. */
type Filled = Omit<Required<AUCOptions>, Optional> & { [K in Optional]: AUCOptions[K] };
type Optional = 'thresholds' | 'numLabels' | 'labelWeights';

const curves: readonly string[] = ['ROC', 'PR'];
const methods: readonly string[] = ['interpolation', 'minoring', 'majoring'];

function checkName(known: readonly string[], name: string, option: string): void {
  if (!known.includes(name)) throw unknownName(`auc: ${option} '${name}' is not known`, name, known);
}

/** `[x, y]` at each threshold, the highest first. */
function points({ truePositives, falsePositives, positives, negatives }: Curve, curve: 'ROC' | 'PR'): number[][] {
  const at = Array.from(truePositives, (right, i) => {
    const wrong = falsePositives[i];
    const recall = ratio(right, positives);
    return curve === 'ROC' ? [ratio(wrong, negatives), recall] : [recall, ratio(right, right + wrong)];
  });
  return at.reverse();
}

/** The area under `[x, y]` of rising x. */
function area(at: readonly number[][], method: NonNullable<AUCOptions['summationMethod']>): number {
  const heights = { interpolation: (a: number, b: number) => (a + b) / 2, minoring: Math.min, majoring: Math.max };
  return addUp(at.slice(1).map(([x, y], i) => (x - at[i][0]) * heights[method](y, at[i][1])));
}

/**
 * The area under precision over recall: between two thresholds true positives grow in line with all positive answers, and
 * precision, their ratio, on a curve (Davis and Goadrich 2006, section 4), whose integral has a closed form.
 */
function areaOfPrecision({ truePositives, falsePositives, positives }: Curve): number {
  let total = 0;
  for (let i = 0; i + 1 < truePositives.length; i++) {
    const [right, before] = [truePositives[i], truePositives[i + 1]];
    const [said, saidBefore] = [right + falsePositives[i], before + falsePositives[i + 1]];
    const slope = ratio(right - before, Math.max(said - saidBefore, 0));
    const intercept = before - slope * saidBefore;
    const growth = said > 0 && saidBefore > 0 ? Math.log(said / saidBefore) : 0;
    total += ratio(slope * (right - before + intercept * growth), positives);
  }
  return total;
}

/**
 * The area under the ROC curve, or under precision over recall, of yes/no outputs from 0 to 1: how well they rank, whatever the
 * threshold. Outputs fall between `numThresholds` thresholds, as in Keras, so batches add up; the area is exact to about 1 / numThresholds.
 *
 * The details are the points `[x, y]` of the curve, to draw; with `multiLabel` the area of each label.
 *
 * @example
 * net.compile({ loss: 'binaryCrossentropy', metrics: [auc(), auc({ curve: 'PR', name: 'auprc' })] });
 */
export function auc(options: AUCOptions = {}): Metric {
  const config = settings<Filled>('auc', options, {
    numThresholds: 200,
    curve: 'ROC',
    summationMethod: 'interpolation',
    thresholds: undefined,
    multiLabel: false,
    numLabels: undefined,
    labelWeights: undefined,
    fromLogits: false,
    name: 'auc',
  });
  const { curve, summationMethod, multiLabel, numLabels, labelWeights, fromLogits, name } = config;
  checkName(curves, curve, 'curve');
  checkName(methods, summationMethod, 'summationMethod');
  const thresholds = thresholdsOf(config.thresholds, config.numThresholds);
  const columns = (yPred: Tensor) => (yPred.rank > 1 ? yPred.shape[yPred.rank - 1] : 1);
  const curvesOf = (sums: Float64Array) => {
    const count = thresholds.values.length;
    const labels = sums.length / (2 * (count + 1));
    return Array.from({ length: labels }, (_, label) => curveOf(sums, count, label, true));
  };
  const areaOf = (one: Curve) =>
    curve === 'PR' && summationMethod === 'interpolation'
      ? areaOfPrecision(one)
      : area(points(one, curve), summationMethod);
  return kerasMetric('AUC', config, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const labels = columns(yPred);
      if (multiLabel && numLabels !== undefined && numLabels !== labels) {
        throw new ShapeError(`auc: numLabels is ${numLabels}, the output has the shape ${formatShape(yPred.shape)}`);
      }
      if (labelWeights && labelWeights.length !== labels) {
        throw new ShapeError(
          `auc: ${labelWeights.length} labelWeights for an output of shape ${formatShape(yPred.shape)}`,
        );
      }
      const yes = cast(notEqual(denseLabels(yTrue, yPred, 'auc'), 0), 'float32');
      const ofSamples = weightsOf(yes, sampleWeight, undefined, 'auc');
      const ofLabels = labelWeights && !multiLabel ? tensor([...labelWeights]) : undefined;
      const weights = ofSamples && ofLabels ? mul(ofSamples, ofLabels) : (ofSamples ?? ofLabels);
      return countByThreshold(yes, fromLogits ? sigmoid(yPred) : yPred, weights, thresholds, multiLabel ? labels : 1);
    },
    result(sums) {
      const areas = curvesOf(sums).map(areaOf);
      const weights = areas.map((_, label) => (multiLabel ? (labelWeights?.[label] ?? 1) : 1));
      return ratio(addUp(areas.map((value, label) => value * weights[label])), addUp(weights));
    },
    details: (sums) => (multiLabel ? curvesOf(sums).map(areaOf) : points(curvesOf(sums)[0], curve)),
  });
}

function thresholdsOf(given: readonly number[] | undefined, count: number): Thresholds {
  if (given) {
    const outside = given.find((value) => !(value >= 0 && value <= 1));
    if (outside !== undefined) throw new ValueError(`auc: thresholds lie between 0 and 1, got ${outside}`);
    return { values: [0, ...[...given].sort((a, b) => a - b), 1], even: false };
  }
  if (!Number.isInteger(count) || count < 2) {
    throw new ValueError(`auc: numThresholds must be a whole number >= 2, got ${count}`);
  }
  return evenThresholds(count);
}
