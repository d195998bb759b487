import { DTypeError, ShapeError, ValueError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxis, sameShape, sizeOf } from '../shape';
import type { Tensor } from '../tensor';
import { softplus } from './activation';
import { div, mul, sub } from './arithmetic';
import { ensure } from './cast';
import { asTensor, type TensorLike } from './creation';
import { gatherElements, oneHot } from './gather';
import { max, sum } from './reduce';
import { expandDims, reshape, squeeze } from './reshape';
import { axisLast } from './transpose';
import { exp, log, neg } from './unary';

export const softmaxOp: Op<undefined, 1> = {
  name: 'softmax',
  shape: ([x]) => x,
  vjp: (dy, { output: y }) => [
    () => {
      const weighted = mul(dy, y);
      return sub(weighted, mul(y, sum(weighted, -1, true)));
    },
  ],
  compose: ([x]) => {
    const e = exp(sub(x, max(x, -1, true)));
    return div(e, sum(e, -1, true));
  },
};

export const logSoftmaxOp: Op<undefined, 1> = {
  name: 'logSoftmax',
  shape: ([x]) => x,
  vjp: (dy, { output: y }) => [() => sub(dy, mul(exp(y), sum(dy, -1, true)))],
  // Not x - logSumExp(x): of large values that keeps no digit behind the point.
  compose: ([x]) => {
    const shifted = sub(x, max(x, -1, true));
    return sub(shifted, log(sum(exp(shifted), -1, true)));
  },
};

/** Both work on the rows of a matrix: brings the axis to the end and all others into one. */
function byRows(op: Op<undefined, 1>, x: TensorLike, axis: number): Tensor {
  const input = ensure(x, 'float32');
  const { moved, back } = axisLast(input, axis, op.name);
  const n = moved.shape[moved.rank - 1];
  return back(reshape(run(op, [reshape(moved, [n === 0 ? 0 : moved.size / n, n])], undefined), moved.shape));
}

/** `exp(x) / Σ exp(x)` along an axis: positive, with sum 1. */
export function softmax(x: TensorLike, axis = -1): Tensor {
  return byRows(softmaxOp, x, axis);
}

/** `log(softmax(x))`, safe for large values. */
export function logSoftmax(x: TensorLike, axis = -1): Tensor {
  return byRows(logSoftmaxOp, x, axis);
}

export const softmaxCrossEntropyOp: Op<undefined, 2> = {
  name: 'softmaxCrossEntropy',
  shape: ([logits]) => [logits[0]],
  vjp: (dLoss, { inputs: [logits, labels] }) => [
    () => run(softmaxCrossEntropyGradOp, [dLoss, logits, labels], undefined),
    null,
  ],
  compose: ([logits, labels]) => neg(squeeze(gatherElements(logSoftmax(logits), expandDims(labels, 1)), 1)),
};

/** Composed where it is recorded itself: the second derivative of a cross-entropy is rare. */
export const softmaxCrossEntropyGradOp: Op<undefined, 3> = {
  name: 'softmaxCrossEntropyGrad',
  shape: ([, logits]) => logits,
  dtype: () => 'float32',
  compose: ([dLoss, logits, labels]) =>
    mul(sub(softmax(logits), oneHot(labels, logits.shape[1])), expandDims(dLoss, 1)),
};

/**
 * `-log(softmax(logits)[label])` for each row: the cross-entropy of whole-number labels, in one pass.
 *
 * Shapes: `logits` [..., classes], `labels` [...] whole numbers from 0 to classes - 1; the result has the shape of `labels`.
 *
 * @throws {ShapeError} if the shapes do not go together; {ValueError} naming a label that is out of range, where the backend can tell.
 */
export function sparseSoftmaxCrossEntropy(logits: TensorLike, labels: TensorLike): Tensor {
  const [scores, places] = [ensure(logits, 'float32'), asTensor(labels)];
  if (scores.rank < 1 || !sameShape(scores.shape.slice(0, -1), places.shape)) {
    throw new ShapeError(
      `sparseSoftmaxCrossEntropy: logits ${format(scores.shape)} take labels of shape ${format(scores.shape.slice(0, -1))}, got ${format(places.shape)}`,
    );
  }
  if (places.dtype === 'bool') throw new DTypeError('sparseSoftmaxCrossEntropy: labels are whole numbers, got bool');
  const classes = scores.shape[scores.rank - 1];
  if (classes === 0) throw new ValueError('sparseSoftmaxCrossEntropy: logits of 0 classes');
  const rows = [sizeOf(places.shape), classes];
  return reshape(
    run(softmaxCrossEntropyOp, [reshape(scores, rows), reshape(ensure(places, 'int32'), [-1])], undefined),
    places.shape,
  );
}

/**
 * `-Σ targets * log(softmax(logits))` along an axis: the cross-entropy of one-hot or soft targets.
 */
export function softmaxCrossEntropy(logits: TensorLike, targets: TensorLike, axis = -1): Tensor {
  const scores = ensure(logits, 'float32');
  const goal = ensure(targets, 'float32');
  if (!sameShape(scores.shape, goal.shape)) {
    throw new ShapeError(
      `softmaxCrossEntropy: logits ${format(scores.shape)} and targets ${format(goal.shape)} must have one shape`,
    );
  }
  return neg(sum(mul(goal, logSoftmax(scores, axis)), normalizeAxis(axis, scores.rank, 'softmaxCrossEntropy')));
}

/**
 * The cross-entropy of independent yes/no targets, from logits and elementwise: `relu(x) - x t + log(1 + exp(-|x|))`.
 */
export function sigmoidCrossEntropy(logits: TensorLike, targets: TensorLike): Tensor {
  const x = ensure(logits, 'float32');
  return sub(softplus(x), mul(x, ensure(targets, 'float32')));
}
