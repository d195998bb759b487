import { ShapeError } from '../errors';
import { type InPlaceOp, runInPlace } from '../inPlaceOp';
import { type Op, run } from '../op';
import { format, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import type { Variable } from '../variable';
import { add, div, mul, sub } from './arithmetic';
import { ensure } from './cast';
import { stack } from './concat';
import type { TensorLike } from './creation';
import { mean, sum, variance } from './reduce';
import { reshape } from './reshape';
import { slice, unstack } from './slice';
import { neg, rsqrt } from './unary';

// All ops here work on [rows, channels]. Statistics are one tensor [2, channels]: means, then biased variances.

export interface EpsilonParams {
  readonly epsilon: number;
}

/** One row of a [2, channels]. */
const row = (x: Tensor, i: number): Tensor => reshape(slice(x, i, 1), [-1]);

/** `1 / sqrt(variance + epsilon)`. */
const inverseDeviation = (variance: Tensor, { epsilon }: EpsilonParams): Tensor => rsqrt(add(variance, epsilon));

function normalize(
  [x, mean, variance, scale, offset]: readonly [Tensor, Tensor, Tensor, Tensor, Tensor],
  params: EpsilonParams,
): Tensor {
  return add(mul(sub(x, mean), mul(inverseDeviation(variance, params), scale)), offset);
}

export const momentsOp: Op<undefined, 1> = {
  name: 'moments',
  shape: ([x]) => [2, x[1]],
  vjp: (dy, { inputs: [x], output }) => [
    () => {
      const [dMean, dVariance] = unstack(mul(dy, 1 / x.shape[0]));
      return add(mul(sub(x, row(output, 0)), mul(dVariance, 2)), dMean);
    },
  ],
  compose: ([x]) => stack([mean(x, 0), variance(x, 0)]),
};

/** The sums over the rows of `dy`, and of `dy` times the normalised x: the gradients of offset and scale, [2, channels]. */
export const batchNormSumsOp: Op<EpsilonParams, 3> = {
  name: 'batchNormSums',
  shape: ([, , statistics]) => statistics,
  compose: ([dy, x, statistics], params) => {
    const [mean, variance] = unstack(statistics);
    const normalized = mul(sub(x, mean), inverseDeviation(variance, params));
    return stack([sum(dy, 0), sum(mul(dy, normalized), 0)]);
  },
};

/** Inputs dy, x, the statistics of x, scale and the sums above; what x does to its statistics is part of the gradient. */
export const batchNormInputGradOp: Op<EpsilonParams, 5> = {
  name: 'batchNormInputGrad',
  shape: ([, x]) => x,
  compose: ([dy, x, statistics, scale, sums], params) => {
    const [mean, variance] = unstack(statistics);
    const [direct, along] = unstack(mul(sums, 1 / x.shape[0]));
    const inverse = inverseDeviation(variance, params);
    const normalized = mul(sub(x, mean), inverse);
    return mul(sub(sub(dy, direct), mul(normalized, along)), mul(inverse, scale));
  },
};

/** The sums, computed when first asked for. */
function lazySums(dy: Tensor, x: Tensor, statistics: () => Tensor, params: EpsilonParams): () => Tensor {
  let sums: Tensor | undefined;
  return () => {
    sums ??= run(batchNormSumsOp, [dy, x, statistics()], params);
    return sums;
  };
}

function checkChannels(who: string, [x, ...others]: readonly Shape[]): Shape {
  for (const other of others) {
    if (other.length !== 1 || other[0] !== x[1])
      throw new ShapeError(`${who}: ${x[1]} channels need parameters of shape [${x[1]}], got ${format(other)}`);
  }
  return x;
}

/** By any mean and variance, which have gradients of their own. */
export const batchNormOp: Op<EpsilonParams, 5> = {
  name: 'batchNorm',
  shape: (inputs) => checkChannels('batchNorm', inputs),
  vjp: (dy, { inputs: [x, mean, variance, scale], params }) => {
    const sums = lazySums(dy, x, () => stack([mean, variance]), params);
    const factor = () => mul(inverseDeviation(variance, params), scale);
    return [
      () => mul(dy, factor()),
      () => neg(mul(row(sums(), 0), factor())),
      () => mul(div(mul(row(sums(), 1), scale), add(variance, params.epsilon)), -0.5),
      () => row(sums(), 1),
      () => row(sums(), 0),
    ];
  },
  compose: normalize,
};

/** By the statistics of x itself, the second input: the gradient of x runs through them, and they have none. */
export const batchNormTrainingOp: Op<EpsilonParams, 4> = {
  name: 'batchNormTraining',
  shape: ([x, , scale, offset]) => checkChannels('batchNormTraining', [x, scale, offset]),
  vjp: (dy, { inputs: [x, statistics, scale], params }) => {
    const sums = lazySums(dy, x, () => statistics, params);
    return [
      () => run(batchNormInputGradOp, [dy, x, statistics, scale, sums()], params),
      null,
      () => row(sums(), 1),
      () => row(sums(), 0),
    ];
  },
  compose: ([x, statistics, scale, offset], params) => {
    const [mean, variance] = unstack(statistics);
    return normalize([x, mean, variance, scale, offset], params);
  },
};

/** All axes but the last in one. */
function toRows(x: TensorLike, who: string): { input: Tensor; rows: Tensor } {
  const input = ensure(x, 'float32');
  if (input.rank === 0) throw new ShapeError(`${who}: takes a tensor of rank 1 or more, got a scalar`);
  return { input, rows: reshape(input, [-1, input.shape[input.rank - 1]]) };
}

function statisticsOf(rows: Tensor, who: string): Tensor {
  if (rows.size === 0) throw new ShapeError(`${who}: ${format(rows.shape)} has no values to average`);
  return run(momentsOp, [rows], undefined);
}

/** Mean and biased variance of each channel (the last axis), each of shape [channels]. */
export function moments(x: TensorLike): { mean: Tensor; variance: Tensor } {
  const [mean, variance] = unstack(statisticsOf(toRows(x, 'moments').rows, 'moments'));
  return { mean, variance };
}

/**
 * `(x - mean) / sqrt(variance + epsilon) * scale + offset` over the last axis, with the given statistics of shape [channels]
 * (Ioffe and Szegedy 2015).
 */
export function batchNorm(
  x: TensorLike,
  mean: Tensor,
  variance: Tensor,
  scale: Tensor,
  offset: Tensor,
  epsilon = 1e-3,
): Tensor {
  const { input, rows } = toRows(x, 'batchNorm');
  return reshape(run(batchNormOp, [rows, mean, variance, scale, offset], { epsilon }), input.shape);
}

/**
 * The same with the mean and variance of `x` itself, as in training: the result `y`, and `statistics` for `followStatistics`.
 * `batchNorm` by the `moments` of `x` has the same values and gradients, and takes longer.
 *
 * Shapes: `scale` and `offset` [channels], `y` that of `x`, `statistics` [2, channels] (means, then biased variances).
 *
 * @throws {ShapeError} if `x` has no values, or `scale` or `offset` another shape.
 *
 * @example
 * const { y, statistics } = batchNormTraining(features, gamma, beta);
 * followStatistics(movingMean, movingVariance, statistics, 0.99);
 */
export function batchNormTraining(
  x: TensorLike,
  scale: Tensor,
  offset: Tensor,
  epsilon = 1e-3,
): { y: Tensor; statistics: Tensor } {
  const { input, rows } = toRows(x, 'batchNormTraining');
  const statistics = statisticsOf(rows, 'batchNormTraining');
  const y = reshape(run(batchNormTrainingOp, [rows, statistics, scale, offset], { epsilon }), input.shape);
  return { y, statistics };
}

export interface FollowStatisticsParams {
  readonly momentum: number;
}

/** [moving mean, moving variance, statistics]. */
export const followStatisticsOp: InPlaceOp<FollowStatisticsParams, 3> = {
  name: 'followStatistics',
  compose: ([mean, variance, statistics], { momentum }) =>
    [mean, variance].map((moving, i) => add(mul(moving, momentum), mul(row(statistics, i), 1 - momentum))),
};

/** Moves averages towards the statistics of a batch, in place: `momentum * average + (1 - momentum) * statistic`. */
export function followStatistics(mean: Variable, variance: Variable, statistics: Tensor, momentum: number): void {
  runInPlace(followStatisticsOp, [mean, variance], statistics, { momentum });
}
