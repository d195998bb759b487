import {
  add,
  cast,
  clip,
  div,
  formatShape,
  log,
  mean,
  mul,
  neg,
  oneHot,
  type Shape,
  ShapeError,
  sameShape,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  sparseSoftmaxCrossEntropy,
  squeeze,
  sub,
  sum,
  type Tensor,
  type TypedArray,
  ValueError,
} from '@striate/tensor';
import { logitsOf } from '../activations/activations';
import { type Loss, loss, matchRank } from './Loss';

/** Probabilities are kept this far from 0 and 1, as in Keras. */
const epsilon = 1e-7;

export interface CrossentropyOptions {
  /** Whether the output is scores before a softmax or sigmoid. Default false: probabilities. */
  fromLogits?: boolean;
}

/** The logits behind an output: itself, or what its softmax was taken of. */
function scores(yPred: Tensor, fromLogits: boolean): Tensor | undefined {
  return fromLogits ? yPred : logitsOf(yPred);
}

/** The logarithm of probabilities, brought to sum 1 first. */
function logOf(probabilities: Tensor): Tensor {
  return log(clip(div(probabilities, sum(probabilities, -1, true)), epsilon, 1 - epsilon));
}

/** Labels without an axis of size 1 at their end. */
function classIndices(yTrue: Tensor, yPred: Tensor): Tensor {
  const drop = yTrue.rank === yPred.rank && yTrue.shape[yTrue.rank - 1] === 1;
  const labels = drop ? squeeze(yTrue, yTrue.rank - 1) : yTrue;
  if (!sameShape(labels.shape, yPred.shape.slice(0, -1))) {
    throw new ShapeError(
      `sparseCategoricalCrossentropy: an output of shape ${formatShape(yPred.shape)} takes labels of shape ${formatShape(yPred.shape.slice(0, -1))}, got ${formatShape(yTrue.shape)}`,
    );
  }
  return cast(labels, 'int32');
}

function checkClasses(labels: TypedArray, _shape: Shape, outputShape: Shape): void {
  const classes = outputShape[outputShape.length - 1];
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    if (label >= 0 && label < classes && Number.isInteger(label)) continue;
    const range = `the output has ${classes} classes, so labels are whole numbers from 0 to ${classes - 1}`;
    throw new ValueError(`label ${label} at index ${i}: ${range}`);
  }
}

/**
 * Cross-entropy of whole-number labels: `-log p[label]` (mean over the batch).
 *
 * `yTrue` `[batch]` (or `[batch, 1]`, or `[batch, height, width]` for segmentation), `yPred` `[…, classes]`.
 * An output that a softmax made is scored from its logits, which is exact where probabilities would round to 0.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: sparseCategoricalCrossentropy({ fromLogits: true }) });
 */
export function sparseCategoricalCrossentropy({ fromLogits = false }: CrossentropyOptions = {}): Loss {
  return loss(
    'sparseCategoricalCrossentropy',
    (yTrue, yPred) => {
      const labels = classIndices(yTrue, yPred);
      const logits = scores(yPred, fromLogits);
      if (logits) return sparseSoftmaxCrossEntropy(logits, labels);
      return neg(sum(mul(oneHot(labels, yPred.shape[yPred.rank - 1]), logOf(yPred)), -1));
    },
    checkClasses,
  );
}

export interface SmoothedCrossentropyOptions extends CrossentropyOptions {
  /** Share of the certainty that is spread over all classes (Szegedy 2016). Default 0. */
  labelSmoothing?: number;
}

/**
 * Cross-entropy of one-hot or soft labels: `-Σ t log p`. `yTrue` and `yPred` are `[…, classes]`.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: categoricalCrossentropy({ labelSmoothing: 0.1 }) });
 */
export function categoricalCrossentropy({
  fromLogits = false,
  labelSmoothing = 0,
}: SmoothedCrossentropyOptions = {}): Loss {
  return loss('categoricalCrossentropy', (yTrue, yPred) => {
    const targets = cast(matchRank(yTrue, yPred, 'categoricalCrossentropy'), 'float32');
    const classes = yPred.shape[yPred.rank - 1];
    const smooth = labelSmoothing === 0 ? targets : add(mul(targets, 1 - labelSmoothing), labelSmoothing / classes);
    const logits = scores(yPred, fromLogits);
    return logits ? softmaxCrossEntropy(logits, smooth) : neg(sum(mul(smooth, logOf(yPred)), -1));
  });
}

/**
 * Cross-entropy of yes/no labels, the mean over the last axis. `yTrue` and `yPred` have one shape, up to an axis of size 1.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: 'binaryCrossentropy' }); // after dense({ units: 1, activation: 'sigmoid' })
 */
export function binaryCrossentropy({ fromLogits = false, labelSmoothing = 0 }: SmoothedCrossentropyOptions = {}): Loss {
  return loss('binaryCrossentropy', (yTrue, yPred) => {
    const targets = cast(matchRank(yTrue, yPred, 'binaryCrossentropy'), 'float32');
    const smooth = labelSmoothing === 0 ? targets : add(mul(targets, 1 - labelSmoothing), labelSmoothing / 2);
    if (fromLogits) return mean(sigmoidCrossEntropy(yPred, smooth), -1);
    const p = clip(yPred, epsilon, 1 - epsilon);
    return neg(mean(add(mul(smooth, log(p)), mul(sub(1, smooth), log(sub(1, p)))), -1));
  });
}
