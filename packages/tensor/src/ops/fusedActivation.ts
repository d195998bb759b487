import type { Tensor } from '../tensor';
import { relu6, reluGrad } from './activation';
import { mul, sub } from './arithmetic';
import { less } from './compare';
import { mask } from './logic';
import { relu, sigmoid, square, tanh } from './unary';

/** Activations that a convolution or a dense layer can end with: those whose gradient can be had from their output. */
export type FusedActivation = 'linear' | 'relu' | 'relu6' | 'sigmoid' | 'tanh';

const forward: Readonly<Record<FusedActivation, (x: Tensor) => Tensor>> = {
  linear: (x) => x,
  relu: (x) => relu(x),
  relu6: (x) => relu6(x),
  sigmoid: (x) => sigmoid(x),
  tanh: (x) => tanh(x),
};

const backward: Readonly<Record<FusedActivation, (dy: Tensor, y: Tensor) => Tensor>> = {
  linear: (dy) => dy,
  relu: (dy, y) => reluGrad(dy, y),
  relu6: (dy, y) => mask(reluGrad(dy, y), less(y, 6)),
  sigmoid: (dy, y) => mul(dy, mul(y, sub(1, y))),
  tanh: (dy, y) => mul(dy, sub(1, square(y))),
};

export function activate(activation: FusedActivation, x: Tensor): Tensor {
  return forward[activation](x);
}

/** The gradient before the activation, from the one after it and the output. */
export function activationGrad(activation: FusedActivation, dy: Tensor, y: Tensor): Tensor {
  return backward[activation](dy, y);
}

export function isFusedActivation(name: string): name is FusedActivation {
  return name in forward;
}
