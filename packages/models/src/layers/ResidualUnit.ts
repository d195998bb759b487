import {
  type ActivationName,
  activation,
  batchNormalization,
  type Conv2DOptions,
  conv2d,
  Layer,
  type LayerConfig,
  type LayerDefaults,
  type LayerOptions,
} from '@striate/layers';
import type { Tensor } from '@striate/tensor';

export interface ResidualUnitOptions extends LayerOptions {
  /** Number of channels of the output. */
  filters: number;
  /** Above 1 the input gets a convolution of its own on its way to the sum. Default 1. */
  strides?: number;
  /** Default `relu`. */
  activation?: ActivationName;
}

/** The layer that `residualUnit` makes. */
export class ResidualUnit extends Layer {
  static className = 'ResidualUnit';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    filters: undefined,
    strides: 1,
    activation: 'relu',
  } satisfies LayerDefaults<ResidualUnitOptions>;
  declare readonly config: LayerConfig<ResidualUnitOptions, typeof ResidualUnit.defaults>;
  activation: Layer;
  mainLayers: Layer[];
  skipLayers: Layer[];

  constructor(options: ResidualUnitOptions) {
    super(options);
    const { filters, strides, activation: name } = this.config;
    const defaultConv2d = (given: Partial<Conv2DOptions>) =>
      conv2d({ filters, kernelSize: 3, strides: 1, padding: 'same', useBias: false, ...given });
    this.activation = activation(name);
    this.mainLayers = [
      defaultConv2d({ strides }),
      batchNormalization(),
      this.activation,
      defaultConv2d({}),
      batchNormalization(),
    ];
    this.skipLayers = [];
    if (strides > 1) this.skipLayers = [defaultConv2d({ kernelSize: 1, strides }), batchNormalization()];
  }

  override call(inputs: Tensor): Tensor {
    let z = inputs;
    for (const layer of this.mainLayers) z = layer(z);
    let skip = inputs;
    for (const layer of this.skipLayers) skip = layer(skip);
    return this.activation(z.add(skip));
  }
}

/**
 * A unit of a residual network as lecture 3 writes it (He, Zhang, Ren and Sun 2015): two 3x3 convolutions whose result is added to the
 * input, `[batch, height, width, channels]` → `[batch, height / strides, width / strides, filters]`.
 *
 * @throws {ShapeError} if with `strides` 1 the input has another number of channels than `filters`.
 *
 * @example
 * residualUnit({ filters: 128, strides: 2 })(ones([1, 56, 56, 64])).shape; // [1, 28, 28, 128]
 */
export function residualUnit(options: ResidualUnitOptions): ResidualUnit {
  return new ResidualUnit(options);
}
