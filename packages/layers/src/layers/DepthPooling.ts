import { channelAvgPool, channelMaxPool, type Pair, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface DepthPoolingOptions extends LayerOptions {
  /** Channels of the window. Default 2. */
  poolSize?: number;
  /** Default: the window's size. */
  strides?: number;
  /** Default `valid`: channels that fill no window are left out. */
  padding?: 'valid' | 'same' | number | Pair;
}

/** The layer that `depthMaxPooling` makes. */
export class DepthMaxPooling extends Layer {
  static className = 'DepthMaxPooling';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
  } satisfies LayerDefaults<DepthPoolingOptions>;
  declare readonly config: LayerConfig<DepthPoolingOptions, typeof DepthMaxPooling.defaults>;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding } = this.config;
    return channelMaxPool(x, { poolSize, strides, padding });
  }
}

/**
 * Depth-wise max pooling: the largest value of each window of neighbouring channels, at every place. A network can so learn to
 * be indifferent to whatever a group of filters differs in, rotation say (Géron 2019). Keras has no such layer.
 *
 * `[batch, …, channels]` becomes `[batch, …, channels / strides]`.
 *
 * @throws {ShapeError} if the window has more channels than the input.
 *
 * @example
 * depthMaxPooling({ poolSize: 3 })(ones([1, 7, 7, 30])).shape; // [1, 7, 7, 10]
 */
export function depthMaxPooling(options: DepthPoolingOptions = {}): DepthMaxPooling {
  return new DepthMaxPooling(options);
}

/** The layer that `depthAveragePooling` makes. */
export class DepthAveragePooling extends Layer {
  static className = 'DepthAveragePooling';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
  } satisfies LayerDefaults<DepthPoolingOptions>;
  declare readonly config: LayerConfig<DepthPoolingOptions, typeof DepthAveragePooling.defaults>;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding } = this.config;
    return channelAvgPool(x, { poolSize, strides, padding });
  }
}

/** The mean of each window of neighbouring channels, at every place: see `depthMaxPooling`. */
export function depthAveragePooling(options: DepthPoolingOptions = {}): DepthAveragePooling {
  return new DepthAveragePooling(options);
}
