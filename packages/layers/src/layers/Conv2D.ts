import {
  conv2d as convolve,
  type Padding,
  type Pair,
  type Shape,
  type Tensor,
  ValueError,
  type Variable,
} from '@striate/tensor';
import { type ActivationLike, type SplitActivation, splitActivation } from '../activations/activations';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';
import { type BiasOptions, biasDefaults, type KernelOptions, kernelDefaults, rulesOf } from './weightRules';

export interface Conv2DOptions extends LayerOptions, BiasOptions, KernelOptions {
  /** Number of filters, the channels of the output. */
  filters: number;
  /** Height and width of the filters. */
  kernelSize: number | Pair;
  /** Default 1. */
  strides?: number | Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Default 1. */
  dilationRate?: number | Pair;
  /** Channels and filters are cut into this many independent groups. Default 1. */
  groups?: number;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `conv2d` makes. */
export class Conv2D extends Layer {
  static className = 'Conv2D';
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
  } satisfies LayerDefaults<Conv2DOptions>;
  declare readonly config: LayerConfig<Conv2DOptions, typeof Conv2D.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = imageAxes;
  readonly #activation: SplitActivation;

  constructor(options: Conv2DOptions) {
    super(options);
    checkCount(options.filters, 'conv2d', 'filters');
    this.#activation = splitActivation(options.activation);
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize, groups, useBias } = this.config;
    const channels = inputShape[3];
    const [height, width] = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    if (channels % groups !== 0) {
      throw new ValueError(
        `conv2d: layer '${this.name}' has ${groups} groups, which do not divide the ${channels} channels of its input`,
      );
    }
    const shape = [height, width, channels / groups, filters];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...rulesOf(this.config, 'kernel') });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [filters], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = channels;
  }

  override inferenceForm(): InferenceForm | undefined {
    const { fused, after } = this.#activation;
    if (fused !== 'linear' || after) return undefined;
    const parts = () => {
      const { strides, padding, dilationRate: dilations, groups } = this.config;
      return { filter: this.kernel!, bias: this.bias, options: { strides, padding, dilations, groups } };
    };
    return { kind: 'convolution', parts };
  }

  override call(x: Tensor): Tensor {
    const { strides, padding, dilationRate: dilations, groups } = this.config;
    const { fused, after } = this.#activation;
    const y = convolve(x, this.kernel!, { strides, padding, dilations, groups, bias: this.bias, activation: fused });
    return after ? after(y) : y;
  }
}

/**
 * Two-dimensional convolution: learned filters slide over images.
 *
 * Input `[batch, height, width, channels]`, output `[batch, outHeight, outWidth, filters]`; weights `kernel`
 * `[kernelHeight, kernelWidth, channels / groups, filters]` and `bias` `[filters]`.
 *
 * @throws {ShapeError} if the input has another rank or other channels than the layer was built for, or is smaller than
 * the filter.
 *
 * @example
 * const net = sequential([conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] })]);
 * net.outputShape; // [null, 26, 26, 32]
 */
export function conv2d(options: Conv2DOptions): Conv2D {
  return new Conv2D(options);
}
