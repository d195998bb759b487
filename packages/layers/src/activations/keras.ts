import {
  abs,
  add,
  cast,
  clip,
  cumsum,
  div,
  exp,
  expm1,
  greater,
  logSumExp,
  max,
  maximum,
  minimum,
  mul,
  normalizeAxis,
  range,
  relu,
  reshape,
  sigmoid,
  split,
  sqrt,
  square,
  stopGradient,
  sub,
  sum,
  type Tensor,
  tanh,
  topK,
  where,
} from '@striate/tensor';

// Keras' activations that @striate/tensor has no function for.

/** `x` above 0, `alpha * (exp(x / alpha) - 1)` below: an elu without a kink (Barron 2017). */
export function celu(x: Tensor, alpha = 1): Tensor {
  return add(relu(x), mul(expm1(div(minimum(x, 0), alpha)), alpha));
}

/** One half of an axis gated by the other: `a * sigmoid(b)`, half as wide (Dauphin 2017). */
export function glu(x: Tensor, axis = -1): Tensor {
  const [a, b] = split(x, 2, axis);
  return mul(a, sigmoid(b));
}

/** 0 within `threshold` of 0. */
export function hardShrink(x: Tensor, threshold = 0.5): Tensor {
  return where(greater(abs(x), threshold), x, 0);
}

/** `x - tanh(x)`. */
export function tanhShrink(x: Tensor): Tensor {
  return sub(x, tanh(x));
}

/** `(x + sqrt(x² + b)) / 2`, a softplus without exponentials (Barron 2021). */
export function squareplus(x: Tensor, b = 4): Tensor {
  return div(add(x, sqrt(add(square(x), b))), 2);
}

/** 0 up to -1, `x` from 1, and `(x + 1)² / 4` between. */
export function sparsePlus(x: Tensor): Tensor {
  return where(greater(x, 1), x, div(square(relu(add(minimum(x, 1), 1))), 4));
}

/** 0 up to -1, 1 from 1, and a straight line between. */
export function sparseSigmoid(x: Tensor): Tensor {
  return clip(div(add(x, 1), 2), 0, 1);
}

/** Probabilities some of which are 0: the nearest point of the simplex (Martins and Astudillo 2016), along the last axis. */
export function sparsemax(x: Tensor): Tensor {
  const n = x.shape[normalizeAxis(-1, x.rank, 'sparsemax')];
  const rows = reshape(x, [-1, n]);
  const sorted = topK(stopGradient(rows), n).values;
  const inside = cast(greater(add(mul(sorted, range(1, n + 1)), 1), cumsum(sorted, 1)), 'float32');
  // The support is what exceeds the largest threshold; within it the threshold moves with its mean.
  const least = max(where(inside, div(sub(cumsum(sorted, 1), 1), range(1, n + 1)), Number.NEGATIVE_INFINITY), 1, true);
  const support = cast(greater(stopGradient(rows), least), 'float32');
  const tau = div(sub(sum(mul(rows, support), 1, true), 1), sum(support, 1, true));
  return reshape(mul(maximum(sub(rows, tau), 0), support), x.shape);
}

/** Softmax over several axes together. */
export function softmaxOver(x: Tensor, axes: readonly number[]): Tensor {
  return exp(sub(x, logSumExp(x, axes, true)));
}
