import { conv1d as convolve, type Pair, type Shape, type Tensor, ValueError, type Variable } from '@striate/tensor';
import { type ActivationLike, type SplitActivation, splitActivation } from '../activations/activations';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { sequenceAxes } from './axes';
import { checkCount } from './checkCount';
import { type BiasOptions, biasDefaults, type KernelOptions, kernelDefaults, rulesOf } from './weightRules';

export interface Conv1DOptions extends LayerOptions, BiasOptions, KernelOptions {
  /** Number of filters, the channels of the output. */
  filters: number;
  /** Steps a filter spans. */
  kernelSize: number;
  /** Default 1. */
  strides?: number;
  /** `causal` looks at no later step. Default `valid`. */
  padding?: 'valid' | 'same' | 'causal' | number | Pair;
  /** Default 1. */
  dilationRate?: number;
  /** Default 1. */
  groups?: number;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `conv1d` makes. */
export class Conv1D extends Layer {
  static className = 'Conv1D';
  static override readonly defaults = {
    filters: undefined,
    kernelSize: undefined,
    strides: 1,
    padding: 'valid',
    dilationRate: 1,
    groups: 1,
    activation: 'linear',
    ...kernelDefaults,
    ...biasDefaults,
  } satisfies LayerDefaults<Conv1DOptions>;
  declare readonly config: LayerConfig<Conv1DOptions, typeof Conv1D.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = sequenceAxes;
  readonly #activation: SplitActivation;

  constructor(options: Conv1DOptions) {
    super(options);
    checkCount(options.filters, 'conv1d', 'filters');
    this.#activation = splitActivation(options.activation);
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize, groups, useBias } = this.config;
    const channels = inputShape[2];
    if (channels % groups !== 0) {
      throw new ValueError(
        `conv1d: layer '${this.name}' has ${groups} groups, which do not divide the ${channels} channels of its input`,
      );
    }
    this.kernel = this.addWeight({
      name: 'kernel',
      shape: [kernelSize, channels / groups, filters],
      ...rulesOf(this.config, 'kernel'),
    });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [filters], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = channels;
  }

  override call(x: Tensor): Tensor {
    const { strides, padding, dilationRate: dilations, groups } = this.config;
    const { fused, after } = this.#activation;
    const y = convolve(x, this.kernel!, { strides, padding, dilations, groups, bias: this.bias, activation: fused });
    return after ? after(y) : y;
  }
}

/**
 * One-dimensional convolution: filters slide over the steps of a sequence, the words of a sentence say (Kim 2014).
 *
 * Input `[batch, steps, channels]`, output `[batch, outSteps, filters]`; weights `kernel`
 * `[kernelSize, channels / groups, filters]` and `bias` `[filters]`.
 *
 * @example
 * conv1d({ filters: 100, kernelSize: 3, activation: 'relu' })(ones([1, 20, 50])).shape; // [1, 18, 100]
 */
export function conv1d(options: Conv1DOptions): Conv1D {
  return new Conv1D(options);
}
