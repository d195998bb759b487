import {
  add,
  clip,
  log,
  mean,
  mul,
  neg,
  pow,
  sigmoid,
  softmax,
  sub,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { settings } from '../config/settings';
import {
  binaryValues,
  checkShare,
  epsilon,
  normalized,
  type SmoothedCrossentropyOptions,
  scoresOf,
  smooth,
} from './crossentropy';
import { kerasLoss, type Loss, lossDefaults } from './Loss';
import { checkDistributions, checkProbabilities } from './labelChecks';
import { targetsOf } from './matchRank';

export interface FocalOptions extends SmoothedCrossentropyOptions {
  /** How much easy samples are left aside: their loss is times `(1 - p)^gamma`. Default 2. */
  gamma?: number;
}

export interface BinaryFocalCrossentropyOptions extends FocalOptions {
  /** Whether `alpha` is applied. Default false. */
  applyClassBalancing?: boolean;
  /** Weight of class 1; class 0 has `1 - alpha`. Default 0.25. */
  alpha?: number;
}

export interface CategoricalFocalCrossentropyOptions extends FocalOptions {
  /** Weight of all classes, or of each. Default 0.25. */
  alpha?: number | readonly number[];
}

/** `(1 - p)^gamma`, p the probability of what is true. */
function focus(p: Tensor, gamma: number): Tensor {
  return pow(sub(1, p), gamma);
}

function checkGamma(gamma: number, who: string): void {
  if (!(gamma >= 0)) throw new ValueError(`${who}: gamma must be 0 or more, got ${gamma}`);
}

/**
 * Binary cross-entropy that counts what is already told apart for little (Lin 2017, "Focal loss for dense object detection"):
 * for rare positives. The mean over the last axis.
 *
 * @throws {ValueError} in `fit` for labels below 0 or above 1.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: binaryFocalCrossentropy({ applyClassBalancing: true, gamma: 2 }) });
 */
export function binaryFocalCrossentropy(options: BinaryFocalCrossentropyOptions = {}): Loss {
  const who = 'binaryFocalCrossentropy';
  const config = settings(who, options, {
    applyClassBalancing: false,
    alpha: 0.25,
    gamma: 2,
    fromLogits: false,
    labelSmoothing: 0,
    axis: -1,
    ...lossDefaults(who),
  });
  const { applyClassBalancing, alpha, gamma, fromLogits, labelSmoothing, axis } = config;
  checkShare(labelSmoothing, who, 'labelSmoothing');
  checkGamma(gamma, who);
  return kerasLoss(
    'BinaryFocalCrossentropy',
    config,
    (yTrue, yPred) => {
      const targets = smooth(targetsOf(yTrue, yPred, who), labelSmoothing, 2);
      const others = sub(1, targets);
      const p = clip(fromLogits ? sigmoid(yPred) : yPred, epsilon, 1 - epsilon);
      const right = add(mul(targets, p), mul(others, sub(1, p)));
      const focal = mul(focus(right, gamma), binaryValues(targets, yPred, fromLogits));
      const balance = add(mul(targets, alpha), mul(others, 1 - alpha));
      return mean(applyClassBalancing ? mul(balance, focal) : focal, axis);
    },
    { checkLabels: checkProbabilities(who) },
  );
}

/**
 * Categorical cross-entropy that counts what is already told apart for little (Lin 2017), of one-hot labels.
 *
 * @throws {ValueError} with `fromLogits` for the output of a softmax; in `fit` for rows that do not have sum 1.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: categoricalFocalCrossentropy({ alpha: [0.1, 0.3, 0.6] }) });
 */
export function categoricalFocalCrossentropy(options: CategoricalFocalCrossentropyOptions = {}): Loss {
  const who = 'categoricalFocalCrossentropy';
  const config = settings(who, options, {
    alpha: 0.25 as number | readonly number[],
    gamma: 2,
    fromLogits: false,
    labelSmoothing: 0,
    axis: -1,
    ...lossDefaults(who),
  });
  const { alpha, gamma, fromLogits, labelSmoothing, axis } = config;
  checkShare(labelSmoothing, who, 'labelSmoothing');
  checkGamma(gamma, who);
  return kerasLoss(
    'CategoricalFocalCrossentropy',
    config,
    (yTrue, yPred) => {
      const targets = smooth(targetsOf(yTrue, yPred, who), labelSmoothing, yPred.shape.at(axis) ?? 1);
      const logits = scoresOf(yPred, fromLogits, axis, who);
      const p = normalized(logits ? softmax(logits, axis) : yPred, axis);
      const crossentropy = neg(mul(targets, log(p)));
      return sum(mul(mul(focus(p, gamma), typeof alpha === 'number' ? alpha : [...alpha]), crossentropy), axis);
    },
    { checkLabels: checkDistributions(who, axis) },
  );
}
