import {
  cast,
  formatShape,
  log,
  mul,
  neg,
  notEqual,
  oneHot,
  type Shape,
  ShapeError,
  sameShape,
  sparseSoftmaxCrossEntropy,
  squeeze,
  sum,
  type Tensor,
  transpose,
  ValueError,
  where,
} from '@striate/tensor';
import { settings } from '../config/settings';
import { type CrossentropyOptions, normalized, scoresOf } from './crossentropy';
import { type FilledLossOptions, kerasLoss, type LabelCheck, type Loss, lossDefaults } from './Loss';

const who = 'sparseCategoricalCrossentropy';

export interface SparseCategoricalCrossentropyOptions extends CrossentropyOptions {
  /** A label that counts for nothing: the void of segmentation maps, often 255 or -1. Default: none. */
  ignoreClass?: number;
}

/**
 * Cross-entropy of whole-number labels: `-log p[label]`.
 *
 * `yTrue` `[batch]` (or `[batch, 1]`, or `[batch, height, width]` for segmentation), `yPred` `[…, classes]`.
 * An output that a softmax made is scored from its logits, which is exact where probabilities would round to 0.
 *
 * @throws {ShapeError} for one-hot labels.
 * @throws {ValueError} with `fromLogits` for the output of a softmax; in `fit` for labels that are no class.
 *
 * @example
 * net.compile({ optimizer: 'adam', loss: sparseCategoricalCrossentropy({ fromLogits: true }) });
 */
export function sparseCategoricalCrossentropy(options: SparseCategoricalCrossentropyOptions = {}): Loss {
  const config = settings<FilledLossOptions & { fromLogits: boolean; ignoreClass: number | undefined; axis: number }>(
    who,
    options,
    { fromLogits: false, ignoreClass: undefined, axis: -1, ...lossDefaults(who) },
  );
  const { fromLogits, ignoreClass, axis } = config;
  const counts = (yTrue: Tensor, yPred: Tensor) => notEqual(classNumbers(yTrue, yPred.shape, axis), ignoreClass ?? 0);
  return kerasLoss(
    'SparseCategoricalCrossentropy',
    config,
    (yTrue, yPred) => {
      const given = classNumbers(yTrue, yPred.shape, axis);
      const labels = ignoreClass === undefined ? given : where(counts(yTrue, yPred), given, 0);
      const logits = scoresOf(yPred, fromLogits, axis, who);
      const scores = classesLast(logits ?? yPred, axis);
      const values = logits ? sparseSoftmaxCrossEntropy(scores, labels) : crossentropy(scores, labels);
      return ignoreClass === undefined ? values : where(counts(yTrue, yPred), values, 0);
    },
    {
      mask: ignoreClass === undefined ? undefined : (yTrue, yPred) => cast(counts(yTrue, yPred), 'float32'),
      checkLabels: checkClasses(axis, ignoreClass),
    },
  );
}

function crossentropy(probabilities: Tensor, labels: Tensor): Tensor {
  const classes = probabilities.shape[probabilities.rank - 1];
  return neg(sum(mul(oneHot(labels, classes), log(normalized(probabilities, -1))), -1));
}

/** The output with the axis of the classes at its end. */
function classesLast(yPred: Tensor, axis: number): Tensor {
  const at = axis < 0 ? axis + yPred.rank : axis;
  if (at === yPred.rank - 1) return yPred;
  const axes = yPred.shape.map((_, i) => i);
  return transpose(yPred, [...axes.filter((i) => i !== at), at]);
}

/** The shape of labels for an output, and its number of classes. */
function labelShape(output: Shape, axis: number): { rows: Shape; classes: number } {
  const at = axis < 0 ? axis + output.length : axis;
  return { rows: output.filter((_, i) => i !== at), classes: output[at] };
}

/** Throws unless there is one label for each row of scores. */
function checkShape(labels: Shape, output: Shape, axis: number): void {
  const { rows, classes } = labelShape(output, axis);
  if (sameShape(labels, rows) || sameShape(labels, [...rows, 1])) return;
  const oneHot = sameShape(labels, output) && classes > 1;
  const hint = oneHot ? '. One-hot labels go with categoricalCrossentropy' : '';
  throw new ShapeError(
    `${who}: an output of shape ${formatShape(output)} takes labels of shape ${formatShape(rows)}, got ${formatShape(labels)}${hint}`,
  );
}

/** Labels without an axis of size 1 at their end. */
function classNumbers(yTrue: Tensor, output: Shape, axis: number): Tensor {
  checkShape(yTrue.shape, output, axis);
  return cast(yTrue.rank === output.length ? squeeze(yTrue, yTrue.rank - 1) : yTrue, 'int32');
}

function checkClasses(axis: number, ignoreClass: number | undefined): LabelCheck {
  return (labels, shape, outputShape) => {
    checkShape(shape, outputShape, axis);
    const { classes } = labelShape(outputShape, axis);
    for (let i = 0; i < labels.length; i++) {
      const label = labels[i];
      if ((label >= 0 && label < classes && Number.isInteger(label)) || label === ignoreClass) continue;
      const range = `the output has ${classes} classes, so labels are whole numbers from 0 to ${classes - 1}`;
      throw new ValueError(`label ${label} at index ${i}: ${range}`);
    }
  };
}
