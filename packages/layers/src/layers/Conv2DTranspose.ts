import {
  conv2dTranspose as convolve,
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
import { pairOf } from './pairOf';
import { transposedAxis } from './transposedAxis';
import { type BiasOptions, biasDefaults, type KernelOptions, kernelDefaults, rulesOf } from './weightRules';

export interface Conv2DTransposeOptions extends LayerOptions, BiasOptions, KernelOptions {
  /** Number of filters, the channels of the output. */
  filters: number;
  /** Height and width of the filters. */
  kernelSize: number | Pair;
  /** How many times larger the output is. Default 1. */
  strides?: number | Pair;
  /** What is cut off; numbers as in PyTorch. Default `valid`: nothing. */
  padding?: Padding;
  /** Pixels added at the bottom and right, fewer than the strides. Default: what makes Keras' sizes, see `conv2dTranspose`. */
  outputPadding?: number | Pair;
  /** Default 1. */
  dilationRate?: number | Pair;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `conv2dTranspose` makes. */
export class Conv2DTranspose extends Layer {
  static className = 'Conv2DTranspose';
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
  } satisfies LayerDefaults<Conv2DTransposeOptions>;
  declare readonly config: LayerConfig<Conv2DTransposeOptions, typeof Conv2DTranspose.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = imageAxes;
  readonly #activation: SplitActivation;
  readonly #geometry: { padding: [Pair, Pair]; outputPadding: Pair };

  constructor(options: Conv2DTransposeOptions) {
    super(options);
    checkCount(options.filters, 'conv2dTranspose', 'filters');
    this.#activation = splitActivation(options.activation);
    this.#geometry = this.#layOut();
  }

  #layOut(): { padding: [Pair, Pair]; outputPadding: Pair } {
    const { kernelSize, strides, padding, outputPadding, dilationRate } = this.config;
    const [size, steps, dilations] = [pairOf(kernelSize), pairOf(strides), pairOf(dilationRate)];
    const extra = outputPadding === undefined ? [] : pairOf(outputPadding);
    const sides = typeof padding === 'string' ? [padding, padding] : pairOf<number | Pair>(padding);
    const [rows, columns] = sides.map((side, i) => {
      const window = (size[i] - 1) * dilations[i] + 1;
      return transposedAxis(
        typeof side === 'number' ? [side, side] : side,
        window,
        steps[i],
        extra[i],
        'conv2dTranspose',
      );
    });
    return { padding: [rows.edges, columns.edges], outputPadding: [rows.outputPadding, columns.outputPadding] };
  }

  override build(inputShape: Shape): void {
    const { filters, kernelSize, useBias } = this.config;
    const shape = [...pairOf(kernelSize), filters, inputShape[3]];
    this.kernel = this.addWeight({ name: 'kernel', shape, ...rulesOf(this.config, 'kernel') });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [filters], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = inputShape[3];
  }

  override call(x: Tensor): Tensor {
    const { strides, dilationRate: dilations } = this.config;
    const { fused, after } = this.#activation;
    const options = { ...this.#geometry, strides, dilations, bias: this.bias, activation: fused };
    const y = convolve(x, this.kernel!, options);
    return after ? after(y) : y;
  }
}

/**
 * Transposed convolution, which makes images larger: each pixel paints a learned filter, `strides` apart.
 *
 * Input `[batch, height, width, channels]`, output `[batch, outHeight, outWidth, filters]`; weights `kernel`
 * `[kernelHeight, kernelWidth, filters, channels]` and `bias` `[filters]`. Output sizes are Keras': `size * strides` for `same`,
 * `(size - 1) * strides + max(kernelSize, strides)` for `valid`; with `outputPadding` they are
 * `(size - 1) * strides + kernelSize % 2 + outputPadding` and `(size - 1) * strides + kernelSize + outputPadding`.
 *
 * @throws {ValueError} if `outputPadding` is not below the strides.
 *
 * @example
 * conv2dTranspose({ filters: 8, kernelSize: 3, strides: 2, padding: 'same' })(ones([1, 7, 7, 16])).shape; // [1, 14, 14, 8]
 */
export function conv2dTranspose(options: Conv2DTransposeOptions): Conv2DTranspose {
  return new Conv2DTranspose(options);
}
