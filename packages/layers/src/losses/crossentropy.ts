import {
  add,
  clip,
  div,
  log,
  mean,
  mul,
  neg,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  sub,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { logitsOf } from '../activations/activations';
import { settings } from '../config/settings';
import { kerasLoss, type Loss, type LossOptions, lossDefaults } from './Loss';
import { checkDistributions, checkProbabilities } from './labelChecks';
import { targetsOf } from './matchRank';

/** Probabilities are kept this far from 0 and 1, as in Keras. */
export const epsilon = 1e-7;

export interface CrossentropyOptions extends LossOptions {
  /** Whether the output is scores before a softmax or sigmoid. Default false: probabilities. */
  fromLogits?: boolean;
  /** The axis of the classes; for yes/no losses, the one whose mean is taken. Default -1. */
  axis?: number;
}

export interface SmoothedCrossentropyOptions extends CrossentropyOptions {
  /** Share of the certainty that is spread over all classes (Szegedy 2016). Default 0. */
  labelSmoothing?: number;
}

/**
 * The logits behind an output: itself, or what its softmax was taken of.
 * @throws {ValueError} if it is said to be logits, and is the output of a softmax.
 */
export function scoresOf(yPred: Tensor, fromLogits: boolean, axis: number, who: string): Tensor | undefined {
  const behind = logitsOf(yPred);
  if (fromLogits && behind) {
    throw new ValueError(
      `${who}: fromLogits is true, but the output went through a softmax already; leave out either of them`,
    );
  }
  if (fromLogits) return yPred;
  return axis === -1 || axis === yPred.rank - 1 ? behind : undefined;
}

/** Probabilities brought to sum 1, and away from 0 and 1. */
export function normalized(probabilities: Tensor, axis: number): Tensor {
  return clip(div(probabilities, sum(probabilities, axis, true)), epsilon, 1 - epsilon);
}

/** A part of the certainty spread over `classes`. */
export function smooth(targets: Tensor, labelSmoothing: number, classes: number): Tensor {
  return labelSmoothing === 0 ? targets : add(mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
}

/** @throws {ValueError} unless the option is a share. */
export function checkShare(value: number, who: string, what: string): void {
  if (!(value >= 0 && value <= 1)) throw new ValueError(`${who}: ${what} must be from 0 to 1, got ${value}`);
}

/** `-t log p - (1 - t) log (1 - p)`, elementwise. */
export function binaryValues(targets: Tensor, yPred: Tensor, fromLogits: boolean): Tensor {
  if (fromLogits) return sigmoidCrossEntropy(yPred, targets);
  const p = clip(yPred, epsilon, 1 - epsilon);
  return neg(add(mul(targets, log(p)), mul(sub(1, targets), log(sub(1, p)))));
}

/**
 * Cross-entropy of one-hot or soft labels: `-Σ t log p`. `yTrue` and `yPred` are `[…, classes]`.
 *
 * An output that a softmax made is scored from its logits, which is exact where probabilities would round to 0.
 *
 * @throws {ShapeError} for class numbers instead of one-hot rows.
 * @throws {ValueError} with `fromLogits` for the output of a softmax; in `fit` for rows that do not have sum 1.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: categoricalCrossentropy({ labelSmoothing: 0.1 }) });
 */
export function categoricalCrossentropy(options: SmoothedCrossentropyOptions = {}): Loss {
  const who = 'categoricalCrossentropy';
  const defaults = { fromLogits: false, labelSmoothing: 0, axis: -1, ...lossDefaults(who) };
  const config = settings(who, options, defaults);
  const { fromLogits, labelSmoothing, axis } = config;
  checkShare(labelSmoothing, who, 'labelSmoothing');
  return kerasLoss(
    'CategoricalCrossentropy',
    config,
    (yTrue, yPred) => {
      const targets = targetsOf(yTrue, yPred, who);
      const goal = smooth(targets, labelSmoothing, yPred.shape.at(axis) ?? 1);
      const logits = scoresOf(yPred, fromLogits, axis, who);
      return logits ? softmaxCrossEntropy(logits, goal, axis) : neg(sum(mul(goal, log(normalized(yPred, axis))), axis));
    },
    { checkLabels: checkDistributions(who, axis) },
  );
}

/**
 * Cross-entropy of yes/no labels, the mean over the last axis. `yTrue` and `yPred` have one shape, up to an axis of size 1.
 *
 * @throws {ValueError} in `fit` for labels below 0 or above 1.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' }); // after dense({ units: 1, activation: 'sigmoid' })
 */
export function binaryCrossentropy(options: SmoothedCrossentropyOptions = {}): Loss {
  const who = 'binaryCrossentropy';
  const defaults = { fromLogits: false, labelSmoothing: 0, axis: -1, ...lossDefaults(who) };
  const config = settings(who, options, defaults);
  const { fromLogits, labelSmoothing, axis } = config;
  checkShare(labelSmoothing, who, 'labelSmoothing');
  return kerasLoss(
    'BinaryCrossentropy',
    config,
    (yTrue, yPred) => {
      const targets = smooth(targetsOf(yTrue, yPred, who), labelSmoothing, 2);
      return mean(binaryValues(targets, yPred, fromLogits), axis);
    },
    { checkLabels: checkProbabilities(who) },
  );
}
