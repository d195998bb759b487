import { globalAvgPool2d, globalMaxPool2d, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';

export interface GlobalPooling2DOptions extends LayerOptions {
  /** Keep height and width as axes of size 1. Default false. */
  keepDims?: boolean;
}

/** The layer that `globalAveragePooling2d` makes. */
export class GlobalAveragePooling2D extends Layer {
  static className = 'GlobalAveragePooling2D';
  static override readonly defaults = { keepDims: false } satisfies LayerDefaults<GlobalPooling2DOptions>;
  declare readonly config: LayerConfig<GlobalPooling2DOptions, typeof GlobalAveragePooling2D.defaults>;
  protected override inputAxes = imageAxes;

  override call(x: Tensor): Tensor {
    return globalAvgPool2d(x, { keepDims: this.config.keepDims });
  }
}

/**
 * The mean of each channel over the whole image: `[batch, height, width, channels]` becomes `[batch, channels]`.
 *
 * @example
 * globalAveragePooling2d()(ones([1, 7, 7, 512])).shape; // [1, 512]
 */
export function globalAveragePooling2d(options: GlobalPooling2DOptions = {}): GlobalAveragePooling2D {
  return new GlobalAveragePooling2D(options);
}

/** The layer that `globalMaxPooling2d` makes. */
export class GlobalMaxPooling2D extends Layer {
  static className = 'GlobalMaxPooling2D';
  static override readonly defaults = { keepDims: false } satisfies LayerDefaults<GlobalPooling2DOptions>;
  declare readonly config: LayerConfig<GlobalPooling2DOptions, typeof GlobalMaxPooling2D.defaults>;
  protected override inputAxes = imageAxes;

  override call(x: Tensor): Tensor {
    return globalMaxPool2d(x, { keepDims: this.config.keepDims });
  }
}

/** The largest value of each channel over the whole image: `[batch, channels]`. */
export function globalMaxPooling2d(options: GlobalPooling2DOptions = {}): GlobalMaxPooling2D {
  return new GlobalMaxPooling2D(options);
}
