import {
  add,
  all,
  equal,
  logicalOr,
  max,
  mean,
  mul,
  relu,
  square,
  sub,
  sum,
  type Tensor,
  where,
} from '@striate/tensor';
import { settings } from '../config/settings';
import { kerasLoss, type Loss, type LossOptions, lossDefaults } from './Loss';
import { checkDistributions, checkSigns } from './labelChecks';
import { targetsOf } from './matchRank';

/** Labels as -1 and 1: where all are 0 or 1, as Keras has it, 0 stands for -1. */
function signsOf(targets: Tensor): Tensor {
  const binary = all(logicalOr(equal(targets, 0), equal(targets, 1)));
  return where(binary, sub(mul(targets, 2), 1), targets);
}

/** How far each output is from the right side of its margin, 0 where it is beyond. */
function shortfall(yTrue: Tensor, yPred: Tensor, who: string): Tensor {
  return relu(sub(1, mul(signsOf(targetsOf(yTrue, yPred, who)), yPred)));
}

/**
 * The mean of `max(1 - y ŷ, 0)` over the last axis: for outputs without an activation and labels -1 and 1, or 0 and 1.
 * @throws {ValueError} in `fit` for other labels.
 *
 * @example
 * net.compile({ optimizer: 'sgd', loss: 'hinge' }); // after dense({ units: 1 }): a support vector machine
 */
export function hinge(options: LossOptions = {}): Loss {
  const config = settings('hinge', options, lossDefaults('hinge'));
  return kerasLoss('Hinge', config, (yTrue, yPred) => mean(shortfall(yTrue, yPred, 'hinge'), -1), {
    checkLabels: checkSigns('hinge'),
  });
}

/** The mean of `max(1 - y ŷ, 0)²` over the last axis; labels as with `hinge`. */
export function squaredHinge(options: LossOptions = {}): Loss {
  const who = 'squaredHinge';
  const config = settings(who, options, lossDefaults(who));
  return kerasLoss('SquaredHinge', config, (yTrue, yPred) => mean(square(shortfall(yTrue, yPred, who)), -1), {
    checkLabels: checkSigns(who),
  });
}

/** `max(highest wrong score - right score + 1, 0)`, of one-hot labels `[…, classes]`. */
export function categoricalHinge(options: LossOptions = {}): Loss {
  const who = 'categoricalHinge';
  const config = settings(who, options, lossDefaults(who));
  return kerasLoss(
    'CategoricalHinge',
    config,
    (yTrue, yPred) => {
      const targets = targetsOf(yTrue, yPred, who);
      const right = sum(mul(targets, yPred), -1);
      const wrong = max(mul(sub(1, targets), yPred), -1);
      return relu(add(sub(wrong, right), 1));
    },
    { checkLabels: checkDistributions(who) },
  );
}
