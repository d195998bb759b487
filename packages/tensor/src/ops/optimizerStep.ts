import { type InPlaceOp, runInPlace } from '../inPlaceOp';
import type { Tensor } from '../tensor';
import type { Variable } from '../variable';
import { add, div, mul, sub } from './arithmetic';
import { sqrt, square } from './unary';

export interface SgdStepParams {
  readonly learningRate: number;
  readonly momentum: number;
  readonly nesterov: boolean;
  /** What the parameter is multiplied by first: 1 without weight decay. */
  readonly decay: number;
}

/** [parameter, velocity, gradient]. */
export const sgdStepOp: InPlaceOp<SgdStepParams, 3> = {
  name: 'sgdStep',
  compose: ([parameter, velocity, gradient], { learningRate, momentum, nesterov, decay }) => {
    const decayed = mul(parameter, decay);
    const move = mul(gradient, learningRate);
    const next = sub(mul(velocity, momentum), move);
    return [add(decayed, nesterov ? sub(mul(next, momentum), move) : next), next];
  },
};

/**
 * One step of stochastic gradient descent with momentum, as Keras counts it:
 * `v = momentum * v - learningRate * g`, `w += v`, or with Nesterov `w += momentum * v - learningRate * g`.
 */
export function sgdStep(parameter: Variable, velocity: Variable, gradient: Tensor, params: SgdStepParams): void {
  runInPlace(sgdStepOp, [parameter, velocity], gradient, params);
}

export interface AdamStepParams {
  /** With both bias corrections in it already. */
  readonly learningRate: number;
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;
  /** What the parameter is multiplied by first: 1 without weight decay. */
  readonly decay: number;
}

/** [parameter, m, v, gradient]. */
export const adamStepOp: InPlaceOp<AdamStepParams, 4> = {
  name: 'adamStep',
  compose: ([parameter, m, v, gradient], { learningRate, beta1, beta2, epsilon, decay }) => {
    const nextM = add(m, mul(sub(gradient, m), 1 - beta1));
    const nextV = add(v, mul(sub(square(gradient), v), 1 - beta2));
    const step = div(mul(nextM, learningRate), add(sqrt(nextV), epsilon));
    return [sub(mul(parameter, decay), step), nextM, nextV];
  },
};

/**
 * One step of Adam (Kingma and Ba 2014), as Keras counts it: `m += (g - m)(1 - beta1)`, `v += (g² - v)(1 - beta2)`,
 * `w -= learningRate * m / (sqrt(v) + epsilon)`.
 */
export function adamStep(
  parameter: Variable,
  m: Variable,
  v: Variable,
  gradient: Tensor,
  params: AdamStepParams,
): void {
  runInPlace(adamStepOp, [parameter, m, v], gradient, params);
}
