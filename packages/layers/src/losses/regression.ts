import {
  abs,
  add,
  div,
  less,
  log,
  maximum,
  mean,
  mul,
  softplus,
  square,
  squaredDifference,
  sub,
  type Tensor,
  ValueError,
  where,
} from '@striate/tensor';
import type { Config } from '../config/described';
import { settings } from '../config/settings';
import { epsilon } from './crossentropy';
import { type FilledLossOptions, kerasLoss, type Loss, type LossOptions, type LossParts, lossDefaults } from './Loss';
import { checkNotNegative } from './labelChecks';
import { targetsOf } from './matchRank';

/** The mean over the last axis of what `each` makes of labels and outputs of one shape. */
function meanOf(
  className: string,
  who: string,
  config: FilledLossOptions & Config,
  each: (target: Tensor, output: Tensor) => Tensor,
  parts?: LossParts,
): Loss {
  return kerasLoss(className, config, (yTrue, yPred) => mean(each(targetsOf(yTrue, yPred, who), yPred), -1), parts);
}

/** The mean of `(y - ŷ)²` over the last axis and the batch. */
export function meanSquaredError(options: LossOptions = {}): Loss {
  const who = 'meanSquaredError';
  const config = settings(who, options, lossDefaults(who));
  return meanOf('MeanSquaredError', who, config, (target, output) => squaredDifference(output, target));
}

/** The mean of `|y - ŷ|` over the last axis and the batch. */
export function meanAbsoluteError(options: LossOptions = {}): Loss {
  const who = 'meanAbsoluteError';
  const config = settings(who, options, lossDefaults(who));
  return meanOf('MeanAbsoluteError', who, config, (target, output) => abs(sub(output, target)));
}

/** The mean of `100 |y - ŷ| / |y|` over the last axis and the batch; labels of 0 count as 1e-7. */
export function meanAbsolutePercentageError(options: LossOptions = {}): Loss {
  const who = 'meanAbsolutePercentageError';
  const config = settings(who, options, lossDefaults(who));
  return meanOf('MeanAbsolutePercentageError', who, config, (target, output) =>
    mul(abs(div(sub(output, target), maximum(abs(target), epsilon))), 100),
  );
}

/**
 * The mean of `(log(1 + y) - log(1 + ŷ))²` over the last axis and the batch: what counts is the ratio.
 * @throws {ValueError} in `fit` for labels below 0. Outputs below 0 count as 0.
 */
export function meanSquaredLogarithmicError(options: LossOptions = {}): Loss {
  const who = 'meanSquaredLogarithmicError';
  const config = settings(who, options, lossDefaults(who));
  const logOf = (x: Tensor) => log(add(maximum(x, epsilon), 1));
  return meanOf(
    'MeanSquaredLogarithmicError',
    who,
    config,
    (target, output) => squaredDifference(logOf(output), logOf(target)),
    { checkLabels: checkNotNegative(who) },
  );
}

export interface HuberOptions extends LossOptions {
  /** The error from which on the loss is linear. Default 1. */
  delta?: number;
}

/**
 * Squared for errors up to `delta`, linear beyond (Huber 1964): outliers pull less. The mean over the last axis and the batch.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: huber({ delta: 0.5 }) });
 */
export function huber(options: HuberOptions = {}): Loss {
  const config = settings('huber', options, { delta: 1, ...lossDefaults('huber') });
  const { delta } = config;
  if (!(delta > 0)) throw new ValueError(`huber: delta must be above 0, got ${delta}`);
  return meanOf('Huber', 'huber', config, (target, output) => {
    const error = sub(output, target);
    const size = abs(error);
    return where(less(size, delta), mul(square(error), 0.5), sub(mul(size, delta), 0.5 * delta * delta));
  });
}

/** The mean of `log(cosh(ŷ - y))`: about `x² / 2` for small errors, `|x| - log 2` for large ones, smooth between. */
export function logCosh(options: LossOptions = {}): Loss {
  const config = settings('logCosh', options, lossDefaults('logCosh'));
  return meanOf('LogCosh', 'logCosh', config, (target, output) => {
    const size = abs(sub(output, target));
    return sub(add(size, softplus(mul(size, -2))), Math.LN2);
  });
}

/**
 * The mean of `ŷ - y log ŷ`: for counts, whose mean is the output.
 * @throws {ValueError} in `fit` for labels below 0.
 */
export function poisson(options: LossOptions = {}): Loss {
  const config = settings('poisson', options, lossDefaults('poisson'));
  return meanOf('Poisson', 'poisson', config, (target, output) => sub(output, mul(target, log(add(output, epsilon)))), {
    checkLabels: checkNotNegative('poisson'),
  });
}
