import type { Conv2dOptions, FusedActivation, Tensor } from '@striate/tensor';
import type { Layer } from './Layer';
import type { GraphNode, SymbolicTensor } from './SymbolicTensor';

/** Statistics that normalise each channel (the last axis), all of shape [channels]; one that is missing changes nothing. */
export interface NormStatistics {
  readonly mean: Tensor;
  readonly variance: Tensor;
  readonly gamma: Tensor | undefined;
  readonly beta: Tensor | undefined;
  readonly epsilon: number;
}

/** A convolution as `conv2d` of @striate/tensor takes it. */
export interface ConvolutionParts {
  readonly filter: Tensor;
  readonly bias: Tensor | undefined;
  readonly options: Pick<Conv2dOptions, 'strides' | 'padding' | 'dilations' | 'groups'>;
}

/** Normalises by fixed statistics. */
export interface NormForm {
  readonly kind: 'norm';
  statistics(): NormStatistics;
}

/** Convolves, and nothing after it. */
export interface ConvolutionForm {
  readonly kind: 'convolution';
  parts(): ConvolutionParts;
}

/** Layer calls from some symbolic tensors to others. */
export interface GraphForm {
  readonly kind: 'graph';
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** In an order in which they can run. */
  readonly nodes: readonly GraphNode[];
  /** Whether the model has other calls by now. */
  isStale(): boolean;
}

/**
 * What a layer computes outside of training, for an inference plan to merge with its neighbours: its input, an activation, the
 * sum of its inputs, a normalisation by fixed statistics, a convolution without activation, a graph of other layers.
 * `statistics` and `parts` are asked at every run, so that they may change.
 */
export type InferenceForm =
  | { readonly kind: 'identity' }
  | { readonly kind: 'activation'; readonly activation: FusedActivation }
  | { readonly kind: 'sum' }
  | NormForm
  | ConvolutionForm
  | GraphForm;

/** Methods that say what a layer does; a subclass that has its own of these is no longer what its base says it is. */
const behaviour = ['call', 'run', 'invoke', 'checkInput', 'buildFor'];

/** The layer's form; undefined where it has none, or where a class below the one that states it changes what it does. */
export function inferenceFormOf(layer: Layer): InferenceForm | undefined {
  // What it adds to the loss is known when it is called.
  if (layer.config.activityRegularizer) return undefined;
  for (let owner: object | null = layer; owner; owner = Object.getPrototypeOf(owner)) {
    const members = owner;
    if (Object.hasOwn(members, 'inferenceForm')) return layer.inferenceForm?.();
    if (behaviour.some((name) => Object.hasOwn(members, name))) return undefined;
  }
  return undefined;
}
