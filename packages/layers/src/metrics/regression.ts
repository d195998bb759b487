import {
  any,
  broadcastTo,
  cast,
  concat,
  mul,
  notEqual,
  ones,
  reshape,
  squaredDifference,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { settings } from '../config/settings';
import { targetsOf } from '../losses/matchRank';
import { weightsOf } from '../losses/reduceLoss';
import { cosine } from '../losses/similarity';
import { addUp, kerasMetric, type Metric, type MetricOptions, meanMetric, ratio } from './Metric';

/** The square root of the mean of `(y - ŷ)²` over all samples: an error in the unit of the labels. */
export function rootMeanSquaredError(options: MetricOptions = {}): Metric {
  const who = 'rootMeanSquaredError';
  const config = settings(who, options, { name: who });
  const errors = (yTrue: Tensor, yPred: Tensor) => squaredDifference(yPred, targetsOf(yTrue, yPred, who));
  return kerasMetric('RootMeanSquaredError', config, meanMetric(config.name, errors, { finish: Math.sqrt }));
}

export interface CosineSimilarityMetricOptions extends MetricOptions {
  /** The axis of the vectors. Default -1. */
  axis?: number;
}

/** The mean cosine of the angle between labels and outputs, 1 for one direction; the metric named `cosineSimilarity`. */
export function cosineSimilarityMetric(options: CosineSimilarityMetricOptions = {}): Metric {
  const who = 'cosineSimilarity';
  const config = settings(who, options, { axis: -1, name: who });
  const metric = meanMetric(config.name, (yTrue, yPred) => cosine(yTrue, yPred, config.axis, who));
  return kerasMetric('CosineSimilarity', config, metric);
}

export interface R2ScoreOptions extends MetricOptions {
  /** How the scores of several outputs become one: their mean (default), or the mean by their variance. */
  classAggregation?: 'uniformAverage' | 'varianceWeightedAverage';
  /** Inputs of the model, for the adjusted score, which takes off what they explain by chance. Default 0: not adjusted. */
  numRegressors?: number;
}

/**
 * The share of the variance of the labels that the outputs explain, `1 - Σ (y - ŷ)² / Σ (y - mean y)²`: 1 is perfect, 0 what the mean does.
 * Labels and outputs are `[batch]` or `[batch, outputs]`. The details are the scores of each output. Batches are summed in float32:
 * labels far from 0 (years, prices) are best brought near it first.
 */
export function r2Score(options: R2ScoreOptions = {}): Metric<readonly number[]> {
  const who = 'r2Score';
  const defaults: Required<R2ScoreOptions> = { classAggregation: 'uniformAverage', numRegressors: 0, name: who };
  const config = settings(who, options, defaults);
  const { classAggregation, numRegressors, name } = config;
  if (!['uniformAverage', 'varianceWeightedAverage'].includes(classAggregation)) {
    throw new ValueError(
      `${who}: classAggregation '${classAggregation}' is not known. There are uniformAverage, varianceWeightedAverage`,
    );
  }
  if (!(numRegressors >= 0)) throw new ValueError(`${who}: numRegressors must be 0 or more, got ${numRegressors}`);
  /** The variance of each output, as a sum, and the score of each. */
  const parts = (sums: Float64Array) => {
    const outputs = (sums.length - 1) / 4;
    const at = (part: number, i: number) => sums[part * outputs + i];
    const totals = Array.from({ length: outputs }, (_, i) => at(1, i) - ratio(at(0, i) ** 2, at(3, i)));
    const scores = totals.map((total, i) => (total > 0 ? 1 - at(2, i) / total : at(2, i) === 0 ? 1 : 0));
    return { totals, scores };
  };
  return kerasMetric(
    'R2Score',
    { ...config },
    {
      name,
      update(yTrue, yPred, sampleWeight) {
        const flat = (x: Tensor) => (x.rank === 1 ? reshape(x, [-1, 1]) : reshape(x, [-1, x.shape[x.rank - 1]]));
        const target = targetsOf(yTrue, yPred, who);
        const given = weightsOf(target, sampleWeight, undefined, who);
        const weights = flat(given ? broadcastTo(given, target.shape) : ones(target.shape));
        const [y, x] = [flat(target), flat(yPred)];
        const weighted = mul(y, weights);
        const samples = sum(cast(any(notEqual(weights, 0), -1), 'float32'));
        const errors = sum(mul(squaredDifference(y, x), weights), 0);
        return concat([sum(weighted, 0), sum(mul(weighted, y), 0), errors, sum(weights, 0), reshape(samples, [1])]);
      },
      result(sums) {
        const { totals, scores } = parts(sums);
        const shares = classAggregation === 'uniformAverage' ? totals.map(() => 1) : totals;
        const score = ratio(addUp(scores.map((value, i) => value * shares[i])), addUp(shares));
        const spare = sums[sums.length - 1] - 1 - numRegressors;
        // With no more samples than inputs there is nothing to adjust by.
        return numRegressors === 0 || spare <= 0 ? score : 1 - ((1 - score) * (spare + numRegressors)) / spare;
      },
      details: (sums) => parts(sums).scores,
    },
  );
}
