import {
  conv2dTranspose as convolve,
  expandDims,
  type Pair,
  type Shape,
  squeeze,
  type Tensor,
  type Variable,
} from '@striate/tensor';
import { type ActivationLike, type SplitActivation, splitActivation } from '../activations/activations';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { sequenceAxes } from './axes';
import { checkCount } from './checkCount';
import { type TransposedAxis, transposedAxis } from './transposedAxis';
import { type BiasOptions, biasDefaults, type KernelOptions, kernelDefaults, rulesOf } from './weightRules';

export interface Conv1DTransposeOptions extends LayerOptions, BiasOptions, KernelOptions {
  /** Number of filters, the channels of the output. */
  filters: number;
  /** Steps a filter spans. */
  kernelSize: number;
  /** How many times longer the output is. Default 1. */
  strides?: number;
  /** What is cut off; numbers as in PyTorch. Default `valid`: nothing. */
  padding?: 'valid' | 'same' | number | Pair;
  /** Steps added at the end, fewer than the strides. Default: what makes Keras' sizes, see `conv2dTranspose`. */
  outputPadding?: number;
  /** Default 1. */
  dilationRate?: number;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `conv1dTranspose` makes. */
export class Conv1DTranspose extends Layer {
  static className = 'Conv1DTranspose';
  static override readonly defaults = {
    filters: undefined,
    kernelSize: undefined,
    strides: 1,
    padding: 'valid',
    outputPadding: undefined,
    dilationRate: 1,
    activation: 'linear',
    ...kernelDefaults,
    ...biasDefaults,
  } satisfies LayerDefaults<Conv1DTransposeOptions>;
  declare readonly config: LayerConfig<Conv1DTransposeOptions, typeof Conv1DTranspose.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = sequenceAxes;
  readonly #activation: SplitActivation;
  readonly #steps: TransposedAxis;

  constructor(options: Conv1DTransposeOptions) {
    super(options);
    checkCount(options.filters, 'conv1dTranspose', 'filters');
    this.#activation = splitActivation(options.activation);
    const { kernelSize, strides, padding, outputPadding, dilationRate } = this.config;
    const sides: 'valid' | 'same' | Pair = typeof padding === 'number' ? [padding, padding] : padding;
    const window = (kernelSize - 1) * dilationRate + 1;
    this.#steps = transposedAxis(sides, window, strides, outputPadding, 'conv1dTranspose');
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize, useBias } = this.config;
    const shape = [kernelSize, filters, inputShape[2]];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...rulesOf(this.config, 'kernel') });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [filters], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = inputShape[2];
  }

  // As images of height 1.
  override call(x: Tensor): Tensor {
    const { strides, dilationRate } = this.config;
    const { fused, after } = this.#activation;
    const y = convolve(expandDims(x, 1), expandDims(this.kernel!, 0), {
      strides: [1, strides],
      padding: [[0, 0], this.#steps.edges],
      outputPadding: [0, this.#steps.outputPadding],
      dilations: [1, dilationRate],
      bias: this.bias,
      activation: fused,
    });
    return squeeze(after ? after(y) : y, 1);
  }
}

/**
 * Transposed convolution of sequences, which makes them longer. Output sizes are those of `conv2dTranspose`.
 *
 * Input `[batch, steps, channels]`, output `[batch, outSteps, filters]`; weights `kernel` `[kernelSize, filters, channels]` and
 * `bias` `[filters]`.
 *
 * @example
 * conv1dTranspose({ filters: 8, kernelSize: 4, strides: 2, padding: 'same' })(ones([1, 10, 16])).shape; // [1, 20, 8]
 */
export function conv1dTranspose(options: Conv1DTransposeOptions): Conv1DTranspose {
  return new Conv1DTranspose(options);
}
