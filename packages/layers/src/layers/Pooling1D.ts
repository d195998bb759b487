import { avgPool1d, max, maxPool1d, mean, type Pair, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { sequenceAxes } from './axes';

export interface Pooling1DOptions extends LayerOptions {
  /** Steps of the window. Default 2. */
  poolSize?: number;
  /** Default: the window's size. */
  strides?: number;
  /** Default `valid`. Padding never counts: neither as a maximum nor in a mean. */
  padding?: 'valid' | 'same' | number | Pair;
  /** Round the output size up: the last window may stick out, as in PyTorch. Default false. */
  ceilMode?: boolean;
}

/** The layer that `maxPooling1d` makes. */
export class MaxPooling1D extends Layer {
  static className = 'MaxPooling1D';
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
    ceilMode: false,
  } satisfies LayerDefaults<Pooling1DOptions>;
  declare readonly config: LayerConfig<Pooling1DOptions, typeof MaxPooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding, ceilMode } = this.config;
    return maxPool1d(x, { poolSize, strides, padding, ceilMode });
  }
}

/** The largest value of each window of steps, per channel: `[batch, steps, channels]` with fewer steps. */
export function maxPooling1d(options: Pooling1DOptions = {}): MaxPooling1D {
  return new MaxPooling1D(options);
}

/** The layer that `averagePooling1d` makes. */
export class AveragePooling1D extends Layer {
  static className = 'AveragePooling1D';
  static override readonly defaults = {
    poolSize: 2,
    strides: undefined,
    padding: 'valid',
    ceilMode: false,
  } satisfies LayerDefaults<Pooling1DOptions>;
  declare readonly config: LayerConfig<Pooling1DOptions, typeof AveragePooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  override call(x: Tensor): Tensor {
    const { poolSize, strides, padding, ceilMode } = this.config;
    return avgPool1d(x, { poolSize, strides, padding, ceilMode });
  }
}

/** The mean of each window of steps, per channel. */
export function averagePooling1d(options: Pooling1DOptions = {}): AveragePooling1D {
  return new AveragePooling1D(options);
}

export interface GlobalPooling1DOptions extends LayerOptions {
  /** Keep the steps as an axis of size 1. Default false. */
  keepDims?: boolean;
}

/** The layer that `globalMaxPooling1d` makes. */
export class GlobalMaxPooling1D extends Layer {
  static className = 'GlobalMaxPooling1D';
  static override readonly defaults = { keepDims: false } satisfies LayerDefaults<GlobalPooling1DOptions>;
  declare readonly config: LayerConfig<GlobalPooling1DOptions, typeof GlobalMaxPooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  override call(x: Tensor): Tensor {
    return max(x, 1, this.config.keepDims);
  }
}

/**
 * The largest value of each channel over all steps: `[batch, steps, channels]` becomes `[batch, channels]`.
 *
 * @example
 * globalMaxPooling1d()(ones([1, 18, 100])).shape; // [1, 100]
 */
export function globalMaxPooling1d(options: GlobalPooling1DOptions = {}): GlobalMaxPooling1D {
  return new GlobalMaxPooling1D(options);
}

/** The layer that `globalAveragePooling1d` makes. */
export class GlobalAveragePooling1D extends Layer {
  static className = 'GlobalAveragePooling1D';
  static override readonly defaults = { keepDims: false } satisfies LayerDefaults<GlobalPooling1DOptions>;
  declare readonly config: LayerConfig<GlobalPooling1DOptions, typeof GlobalAveragePooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  override call(x: Tensor): Tensor {
    return mean(x, 1, this.config.keepDims);
  }
}

/** The mean of each channel over all steps: `[batch, channels]`. */
export function globalAveragePooling1d(options: GlobalPooling1DOptions = {}): GlobalAveragePooling1D {
  return new GlobalAveragePooling1D(options);
}
