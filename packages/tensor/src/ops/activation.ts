import { type Op, run } from '../op';
import type { Tensor } from '../tensor';
import { add, div, maximum, mul, sub } from './arithmetic';
import { ensure } from './cast';
import { greater, less } from './compare';
import type { TensorLike } from './creation';
import { mask, select } from './logic';
import { abs, clip, erf, exp, expm1, log1p, neg, relu, sigmoid, tanh } from './unary';

export const reluGradOp: Op<undefined, 2> = {
  name: 'reluGrad',
  shape: ([dy]) => dy,
  vjp: (ddx, { inputs: [, y] }) => [() => reluGrad(ddx, y), null],
  compose: ([dy, y]) => mask(dy, greater(y, 0)),
};

/** `dy` where the output `y` of a relu is above 0, 0 elsewhere. */
export function reluGrad(dy: Tensor, y: Tensor): Tensor {
  return run(reluGradOp, [dy, y], undefined);
}

// All others are composed of ops that have kernels and gradients.

/** `min(max(x, 0), 6)` (Krizhevsky 2010). */
export function relu6(x: TensorLike): Tensor {
  return clip(x, 0, 6);
}

/** `x` above 0, `negativeSlope * x` below (Maas 2013). Keras' default slope is 0.3, PyTorch's 0.01. */
export function leakyRelu(x: TensorLike, negativeSlope = 0.3): Tensor {
  const input = ensure(x, 'float32');
  return select(greater(input, 0), input, mul(input, negativeSlope));
}

/** `x` above 0, `slope * x` below, with a learned slope (He 2015). */
export function prelu(x: TensorLike, slope: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  return select(greater(input, 0), input, mul(input, slope));
}

/** `x` above 0, `alpha * (exp(x) - 1)` below (Clevert 2015). */
export function elu(x: TensorLike, alpha = 1): Tensor {
  const input = ensure(x, 'float32');
  return select(greater(input, 0), input, mul(expm1(neg(relu(neg(input)))), alpha));
}

/** A scaled elu that keeps mean 0 and variance 1 (Klambauer 2017). */
export function selu(x: TensorLike): Tensor {
  return mul(elu(x, 1.6732632423543772), 1.0507009873554805);
}

/** `log(1 + exp(x))`, safe for large values. */
export function softplus(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  // Of a maximum, and not of a relu, the gradient at 0 is a half: what the sigmoid is there.
  return add(maximum(input, 0), log1p(exp(neg(abs(input)))));
}

/** `x / (1 + |x|)`. */
export function softsign(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  return div(input, add(abs(input), 1));
}

/**
 * `x Φ(x)` with the normal distribution's Φ (Hendrycks and Gimpel 2016); `approximate` uses tanh, as GPT-2 does.
 */
export function gelu(x: TensorLike, { approximate = false } = {}): Tensor {
  const input = ensure(x, 'float32');
  const phi = approximate
    ? tanh(mul(add(input, mul(mul(input, mul(input, input)), 0.044715)), Math.sqrt(2 / Math.PI)))
    : erf(mul(input, Math.SQRT1_2));
  return mul(mul(input, 0.5), add(phi, 1));
}

/** `x sigmoid(x)`, also called swish (Ramachandran 2017). */
export function silu(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  return mul(input, sigmoid(input));
}

/** `x tanh(softplus(x))` (Misra 2019). */
export function mish(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  return mul(input, tanh(softplus(input)));
}

/** `relu6(x + 3) / 6`, as in Keras 3 and PyTorch. */
export function hardSigmoid(x: TensorLike): Tensor {
  return div(relu6(add(ensure(x, 'float32'), 3)), 6);
}

/** `x hardSigmoid(x)` (Howard 2019). */
export function hardSwish(x: TensorLike): Tensor {
  const input = ensure(x, 'float32');
  return mul(input, hardSigmoid(input));
}

/** `x` clipped to -1 … 1. */
export function hardTanh(x: TensorLike): Tensor {
  return clip(x, -1, 1);
}

/** `log(sigmoid(x))`, safe for large negative values. */
export function logSigmoid(x: TensorLike): Tensor {
  return neg(softplus(neg(ensure(x, 'float32'))));
}

/** 0 within `threshold` of 0, moved towards 0 by it elsewhere. */
export function softShrink(x: TensorLike, threshold = 0.5): Tensor {
  const input = ensure(x, 'float32');
  return sub(maximum(sub(input, threshold), 0), mask(sub(neg(input), threshold), less(input, -threshold)));
}
