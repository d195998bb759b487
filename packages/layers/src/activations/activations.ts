import {
  clone,
  elu,
  exp,
  type FusedActivation,
  gelu,
  hardSigmoid,
  hardSwish,
  hardTanh,
  isFusedActivation,
  leakyRelu,
  logSigmoid,
  logSoftmax,
  mish,
  relu,
  relu6,
  selu,
  sigmoid,
  silu,
  softmax,
  softplus,
  softShrink,
  softsign,
  type Tensor,
  tanh,
} from '@striate/tensor';
import { lookUp } from '../config/names';
import { celu, glu, hardShrink, sparsemax, sparsePlus, sparseSigmoid, squareplus, tanhShrink } from './keras';

/** A function of a tensor that keeps its shape; `glu` halves the last axis. */
export type Activation = (x: Tensor) => Tensor;

const byName = {
  linear: (x) => x,
  relu,
  relu6,
  leakyRelu: (x) => leakyRelu(x, 0.2),
  elu: (x) => elu(x),
  celu: (x) => celu(x),
  selu,
  gelu: (x) => gelu(x),
  silu,
  swish: silu,
  glu: (x) => glu(x),
  mish,
  sigmoid,
  sparseSigmoid,
  tanh,
  tanhShrink,
  softmax: softmaxOfLogits,
  logSoftmax: (x) => logSoftmax(x),
  sparsemax,
  softplus,
  squareplus: (x) => squareplus(x),
  sparsePlus,
  softsign,
  softShrink: (x) => softShrink(x),
  hardShrink: (x) => hardShrink(x),
  logSigmoid,
  hardSigmoid,
  hardSilu: hardSwish,
  hardSwish,
  hardTanh,
  exponential: exp,
} satisfies Record<string, Activation>;

export type ActivationName = keyof typeof byName;

/** An activation, or the name of one. */
export type ActivationLike = ActivationName | Activation;

/** Names of the activations that can be given as text. */
export const activationNames = Object.keys(byName) as ActivationName[];

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveActivation(like: ActivationLike | undefined): Activation {
  if (typeof like === 'function') return like;
  return lookUp<Activation>(byName, like ?? 'linear', 'activation');
}

/** How a layer runs an activation: as much as possible in the pass before, the rest after it. */
export interface SplitActivation {
  readonly fused: FusedActivation;
  /** Undefined when the fused part is all of it. */
  readonly after: Activation | undefined;
}

/** What of an activation runs within a convolution or a matrix product, and what after it. */
export function splitActivation(like: ActivationLike | undefined): SplitActivation {
  const activation = resolveActivation(like);
  if (typeof like !== 'function' && isFusedActivation(like ?? 'linear')) {
    return { fused: (like ?? 'linear') as FusedActivation, after: undefined };
  }
  return { fused: 'linear', after: activation };
}

const logits = new WeakMap<Tensor, Tensor>();

/** Softmax along `axis`, remembering what it came from: the cross-entropy of it is exact, and one pass, from there. */
export function softmaxOfLogits(x: Tensor, axis = -1): Tensor {
  const y = softmax(x, axis);
  // A view of its own, which outlives the layer's input.
  if (axis === -1 || axis === x.rank - 1) logits.set(y, clone(x));
  return y;
}

/** The logits whose softmax over the last axis `y` is, where it is one. */
export function logitsOf(y: Tensor): Tensor | undefined {
  const found = logits.get(y);
  return found?.disposed ? undefined : found;
}
