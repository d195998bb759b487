import {
  depthwiseConv2d as convolve,
  type Padding,
  type Pair,
  reshape,
  type Shape,
  type Tensor,
  type Variable,
} from '@striate/tensor';
import { type ActivationLike, type SplitActivation, splitActivation } from '../activations/activations';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';
import { type BiasOptions, biasDefaults, type DepthwiseOptions, depthwiseDefaults, rulesOf } from './weightRules';

export interface DepthwiseConv2DOptions extends LayerOptions, BiasOptions, DepthwiseOptions {
  /** Height and width of the filters. */
  kernelSize: number | Pair;
  /** Default 1. */
  strides?: number | Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Filters for each channel. Default 1. */
  depthMultiplier?: number;
  /** Default 1. */
  dilationRate?: number | Pair;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `depthwiseConv2d` makes. */
export class DepthwiseConv2D extends Layer {
  static className = 'DepthwiseConv2D';
  static override readonly defaults = {
    kernelSize: undefined,
    strides: 1,
    padding: 'valid',
    depthMultiplier: 1,
    dilationRate: 1,
    activation: 'linear',
    ...depthwiseDefaults,
    ...biasDefaults,
  } satisfies LayerDefaults<DepthwiseConv2DOptions>;
  declare readonly config: LayerConfig<DepthwiseConv2DOptions, typeof DepthwiseConv2D.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = imageAxes;
  readonly #activation: SplitActivation;

  constructor(options: DepthwiseConv2DOptions) {
    super(options);
    checkCount(options.depthMultiplier ?? 1, 'depthwiseConv2d', 'depthMultiplier');
    this.#activation = splitActivation(options.activation);
  }

  override build(inputShape: Shape): void {
    const { kernelSize, depthMultiplier, useBias } = this.config;
    const channels = inputShape[3];
    const size = typeof kernelSize === 'number' ? [kernelSize, kernelSize] : kernelSize;
    this.kernel = this.addWeight({
      name: 'kernel',
      shape: [...size, channels, depthMultiplier],
      ...rulesOf(this.config, 'depthwise'),
    });
    if (useBias)
      this.bias = this.addWeight({
        name: 'bias',
        shape: [channels * depthMultiplier],
        ...rulesOf(this.config, 'bias'),
      });
    this.inputFeatures = channels;
  }

  override inferenceForm(): InferenceForm | undefined {
    const { fused, after } = this.#activation;
    if (fused !== 'linear' || after) return undefined;
    const parts = () => {
      const { strides, padding, dilationRate: dilations } = this.config;
      const [height, width, channels, depth] = this.kernel!.shape;
      // A group for each channel.
      const filter = reshape(this.kernel!, [height, width, 1, channels * depth]);
      return { filter, bias: this.bias, options: { strides, padding, dilations, groups: channels } };
    };
    return { kind: 'convolution', parts };
  }

  override call(x: Tensor): Tensor {
    const { strides, padding, dilationRate: dilations } = this.config;
    const { fused, after } = this.#activation;
    const y = convolve(x, this.kernel!, { strides, padding, dilations, bias: this.bias, activation: fused });
    return after ? after(y) : y;
  }
}

/**
 * Convolution of each channel on its own (Chollet 2017, Howard 2017).
 *
 * Input `[batch, height, width, channels]`, output `[batch, outHeight, outWidth, channels * depthMultiplier]`; weights
 * `kernel` `[kernelHeight, kernelWidth, channels, depthMultiplier]` and `bias`.
 *
 * @example
 * depthwiseConv2d({ kernelSize: 3, padding: 'same' })(ones([1, 8, 8, 16])).shape; // [1, 8, 8, 16]
 */
export function depthwiseConv2d(options: DepthwiseConv2DOptions): DepthwiseConv2D {
  return new DepthwiseConv2D(options);
}
