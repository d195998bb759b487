import {
  abs,
  cast,
  concat,
  greater,
  greaterEqual,
  logicalAnd,
  max,
  mul,
  reshape,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { settings } from '../config/settings';
import { weightsOf } from '../losses/reduceLoss';
import { denseLabels } from './labels';
import { addUp, kerasMetric, type Metric, type MetricOptions, ratio } from './Metric';

/** How the scores of the classes become one: of all answers together, their mean, or their mean by number of samples. */
export type FScoreAverage = 'none' | 'micro' | 'macro' | 'weighted';

export interface F1ScoreOptions extends MetricOptions {
  /** Default `none`, as in Keras: the details have each class, the logs the mean of them (as `macro`). */
  average?: FScoreAverage;
  /** Outputs above it mean yes. Default: the largest of each row does; for one output a sample, 0.5. */
  threshold?: number;
}

export interface FBetaScoreOptions extends F1ScoreOptions {
  /** How much recall counts beside precision. Default 1. */
  beta?: number;
}

const averages: readonly FScoreAverage[] = ['none', 'micro', 'macro', 'weighted'];

/** As bool: the largest of each row, where it is not 0, or all above a threshold. */
function chosen(yPred: Tensor, threshold: number | undefined): Tensor {
  if (threshold !== undefined) return greater(yPred, threshold);
  if (yPred.shape[yPred.rank - 1] === 1) return greater(yPred, 0.5);
  return logicalAnd(greaterEqual(yPred, max(yPred, -1, true)), greater(abs(yPred), 1e-9));
}

/** Of the sums `[right, said, yes]` of each class. */
function scoreOf(right: number, said: number, yes: number, beta: number): number {
  const [precision, recall] = [ratio(right, said), ratio(right, yes)];
  return ratio((1 + beta * beta) * precision * recall, beta * beta * precision + recall);
}

type Config = { average: FScoreAverage; beta: number; threshold: number | undefined; name: string };

function fMetric(
  className: string,
  who: string,
  { average, beta, threshold, name }: Config,
): Metric<readonly number[]> {
  if (!averages.includes(average)) {
    throw new ValueError(`${who}: average '${average}' is not known. There are ${averages.join(', ')}`);
  }
  if (!(beta > 0)) throw new ValueError(`${who}: beta must be above 0, got ${beta}`);
  if (threshold !== undefined && !(threshold > 0 && threshold <= 1)) {
    throw new ValueError(`${who}: threshold must be above 0 and at most 1, got ${threshold}`);
  }
  const byClass = (sums: Float64Array) => {
    const classes = sums.length / 3;
    return Array.from({ length: classes }, (_, c) => scoreOf(sums[c], sums[classes + c], sums[2 * classes + c], beta));
  };
  const total = (sums: Float64Array, part: number) =>
    addUp(sums.subarray((part * sums.length) / 3, ((part + 1) * sums.length) / 3));
  const noted = { average: average === 'none' ? null : average, threshold, name };
  return kerasMetric(className, className === 'F1Score' ? noted : { ...noted, beta }, {
    name,
    update(yTrue, yPred, sampleWeight) {
      const rows = (x: Tensor) => (x.rank === 1 ? reshape(x, [-1, 1]) : x);
      const yes = rows(denseLabels(yTrue, yPred, who));
      const said = cast(chosen(rows(yPred), threshold), 'float32');
      const weights = weightsOf(yes, sampleWeight, undefined, who);
      const classes = yes.shape[yes.rank - 1];
      const sums = (x: Tensor) => sum(reshape(weights ? mul(x, weights) : x, [-1, classes]), 0);
      return concat([sums(mul(yes, said)), sums(said), sums(yes)]);
    },
    result(sums) {
      if (average === 'micro') return scoreOf(total(sums, 0), total(sums, 1), total(sums, 2), beta);
      const scores = byClass(sums);
      const shares = average === 'weighted' ? sums.subarray(2 * scores.length) : scores.map(() => 1);
      return ratio(addUp(scores.map((score, c) => score * shares[c])), addUp(shares));
    },
    details: byClass,
  });
}

/**
 * The harmonic mean of precision and recall, recall counted `beta` times as much; 0 where a class is neither there nor said.
 * Labels are one-hot `[batch, classes]`, or class numbers.
 */
export function fBetaScore(options: FBetaScoreOptions = {}): Metric<readonly number[]> {
  const who = 'fBetaScore';
  const defaults: Config = { average: 'none', beta: 1, threshold: undefined, name: who };
  return fMetric('FBetaScore', who, settings(who, options, defaults));
}

/**
 * The harmonic mean of precision and recall.
 *
 * @example
 * net.compile({ loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy', f1Score({ average: 'macro' })] });
 */
export function f1Score(options: F1ScoreOptions = {}): Metric<readonly number[]> {
  const who = 'f1Score';
  const defaults: Omit<Config, 'beta'> = { average: 'none', threshold: undefined, name: who };
  return fMetric('F1Score', who, { ...settings(who, options, defaults), beta: 1 });
}
