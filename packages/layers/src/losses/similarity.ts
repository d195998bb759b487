import { clip, div, log, maximum, mul, neg, norm, sub, sum, type Tensor } from '@striate/tensor';
import { settings } from '../config/settings';
import { epsilon } from './crossentropy';
import { kerasLoss, type Loss, type LossOptions, lossDefaults } from './Loss';
import { checkProbabilities } from './labelChecks';
import { targetsOf } from './matchRank';

/**
 * Kullback-Leibler divergence `Σ y log(y / ŷ)` over the last axis, of probabilities; both are kept from 1e-7 to 1.
 * @throws {ValueError} in `fit` for labels below 0 or above 1.
 */
export function klDivergence(options: LossOptions = {}): Loss {
  const who = 'klDivergence';
  const config = settings(who, options, lossDefaults(who));
  return kerasLoss(
    'KLDivergence',
    config,
    (yTrue, yPred) => {
      const target = clip(targetsOf(yTrue, yPred, who), epsilon, 1);
      return sum(mul(target, sub(log(target), log(clip(yPred, epsilon, 1)))), -1);
    },
    { checkLabels: checkProbabilities(who) },
  );
}

export interface CosineSimilarityOptions extends LossOptions {
  /** The axis of the vectors. Default -1. */
  axis?: number;
}

/** A vector of length 1 in the same direction; one of length 0 stays. */
function direction(x: Tensor, axis: number): Tensor {
  return div(x, maximum(norm(x, 2, axis, true), 1e-12));
}

/** The cosine of the angle between labels and outputs. */
export function cosine(yTrue: Tensor, yPred: Tensor, axis: number, who: string): Tensor {
  return sum(mul(direction(targetsOf(yTrue, yPred, who), axis), direction(yPred, axis)), axis);
}

/**
 * Minus the cosine of the angle between labels and outputs: -1 for the same direction, 0 at right angles, 1 for opposite ones.
 * The metric of this name, `metrics: ['cosineSimilarity']`, is the cosine itself, as in Keras.
 */
export function cosineSimilarity(options: CosineSimilarityOptions = {}): Loss {
  const who = 'cosineSimilarity';
  const config = settings(who, options, { axis: -1, ...lossDefaults(who) });
  return kerasLoss('CosineSimilarity', config, (yTrue, yPred) => neg(cosine(yTrue, yPred, config.axis, who)));
}
