import { avgPool2d, maxPool2d, type Padding, type Pair, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';

export interface Pooling2DOptions extends LayerOptions {
  /** Height and width of the window. Default 2. */
  poolSize?: number | Pair;
  /** Step of the window. Default: its size. */
  strides?: number | Pair;
  /** Default `valid`. Padding never counts: neither as a maximum nor in a mean. */
  padding?: Padding;
  /** Round the output size up: the last window may stick out, as in PyTorch. Default false. */
  ceilMode?: boolean;
}

/** The layer that `maxPooling2d` makes. */
export class MaxPooling2D extends Layer {
  static className = 'MaxPooling2D';
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
    ceilMode: false,
  } satisfies LayerDefaults<Pooling2DOptions>;
  declare readonly config: LayerConfig<Pooling2DOptions, typeof MaxPooling2D.defaults>;
  protected override inputAxes = imageAxes;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding, ceilMode } = this.config;
    return maxPool2d(x, { poolSize, strides, padding, ceilMode });
  }
}

/**
 * The largest value of each window, per channel: `[batch, height, width, channels]` with height and width divided by
 * `strides`.
 *
 * @example
 * maxPooling2d({ poolSize: 2 })(ones([1, 26, 26, 32])).shape; // [1, 13, 13, 32]
 */
export function maxPooling2d(options: Pooling2DOptions = {}): MaxPooling2D {
  return new MaxPooling2D(options);
}

/** The layer that `averagePooling2d` makes. */
export class AveragePooling2D extends Layer {
  static className = 'AveragePooling2D';
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
    ceilMode: false,
  } satisfies LayerDefaults<Pooling2DOptions>;
  declare readonly config: LayerConfig<Pooling2DOptions, typeof AveragePooling2D.defaults>;
  protected override inputAxes = imageAxes;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding, ceilMode } = this.config;
    return avgPool2d(x, { poolSize, strides, padding, ceilMode });
  }
}

/**
 * The mean of each window, per channel; LeNet-5 calls it subsampling.
 *
 * @example
 * averagePooling2d({ poolSize: 2 })(ones([1, 28, 28, 6])).shape; // [1, 14, 14, 6]
 */
export function averagePooling2d(options: Pooling2DOptions = {}): AveragePooling2D {
  return new AveragePooling2D(options);
}
