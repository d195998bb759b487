import {
  separableConv2d as convolve,
  type Padding,
  type Pair,
  type Shape,
  type Tensor,
  type Variable,
} from '@striate/tensor';
import { type ActivationLike, type SplitActivation, splitActivation } from '../activations/activations';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';
import {
  type BiasOptions,
  biasDefaults,
  type DepthwiseOptions,
  depthwiseDefaults,
  type PointwiseOptions,
  pointwiseDefaults,
  rulesOf,
} from './weightRules';

export interface SeparableConv2DOptions extends LayerOptions, BiasOptions, DepthwiseOptions, PointwiseOptions {
  /** Number of filters, the channels of the output. */
  filters: number;
  /** Height and width of the depthwise filters. */
  kernelSize: number | Pair;
  /** Default 1. */
  strides?: number | Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Depthwise filters for each channel. Default 1. */
  depthMultiplier?: number;
  /** Default 1. */
  dilationRate?: number | Pair;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `separableConv2d` makes. */
export class SeparableConv2D extends Layer {
  static className = 'SeparableConv2D';
  static override readonly defaults = {
    filters: undefined,
    kernelSize: undefined,
    strides: 1,
    padding: 'valid',
    depthMultiplier: 1,
    dilationRate: 1,
    activation: 'linear',
    ...depthwiseDefaults,
    ...pointwiseDefaults,
    ...biasDefaults,
  } satisfies LayerDefaults<SeparableConv2DOptions>;
  declare readonly config: LayerConfig<SeparableConv2DOptions, typeof SeparableConv2D.defaults>;
  depthwiseKernel: Variable | undefined = undefined;
  pointwiseKernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = imageAxes;
  readonly #activation: SplitActivation;

  constructor(options: SeparableConv2DOptions) {
    super(options);
    checkCount(options.filters, 'separableConv2d', 'filters');
    checkCount(options.depthMultiplier ?? 1, 'separableConv2d', 'depthMultiplier');
    this.#activation = splitActivation(options.activation);
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize, depthMultiplier: depth, useBias } = this.config;
    const channels = inputShape[3];
    const size = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    const [depthwise, pointwise] = [
      [...size, channels, depth],
      [1, 1, channels * depth, filters],
    ];
    this.depthwiseKernel = this.addWeight({
      name: 'depthwise_kernel',
      shape: depthwise,
      ...rulesOf(this.config, 'depthwise'),
    });
    this.pointwiseKernel = this.addWeight({
      name: 'pointwise_kernel',
      shape: pointwise,
      ...rulesOf(this.config, 'pointwise'),
    });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [filters], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = channels;
  }

  override call(x: Tensor): Tensor {
    const { strides, padding, dilationRate: dilations } = this.config;
    const { fused, after } = this.#activation;
    const options = { strides, padding, dilations, bias: this.bias, activation: fused };
    const y = convolve(x, this.depthwiseKernel!, this.pointwiseKernel!, options);
    return after ? after(y) : y;
  }
}

/**
 * A depthwise convolution and a 1x1 convolution that mixes its channels (Chollet 2017): a cheaper `conv2d`.
 *
 * Input `[batch, height, width, channels]`, output `[batch, outHeight, outWidth, filters]`.
 *
 * @example
 * separableConv2d({ filters: 32, kernelSize: 3 })(ones([1, 8, 8, 16])).shape; // [1, 6, 6, 32]
 */
export function separableConv2d(options: SeparableConv2DOptions): SeparableConv2D {
  return new SeparableConv2D(options);
}
