import { type Axis, maximum, mul, rsqrt, square, sum, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface UnitNormalizationOptions extends LayerOptions {
  /** The axes of a vector. Default: the last. */
  axis?: Axis;
}

/** The vectors along `axis`, each divided by its length; a vector of zeros stays one. */
export function unitVectors(x: Tensor, axis: Axis): Tensor {
  return mul(x, rsqrt(maximum(sum(square(x), axis, true), 1e-24)));
}

/** The layer that `unitNormalization` makes. */
export class UnitNormalization extends Layer {
  static className = 'UnitNormalization';
  static override readonly defaults = { axis: -1 } satisfies LayerDefaults<UnitNormalizationOptions>;
  declare readonly config: LayerConfig<UnitNormalizationOptions, typeof UnitNormalization.defaults>;

  override call(x: Tensor): Tensor {
    return unitVectors(x, this.config.axis);
  }
}

/**
 * Vectors of length 1, each divided by its own.
 *
 * @example
 * unitNormalization()(tensor([[3, 4]])); // [[0.6, 0.8]]
 */
export function unitNormalization(options: UnitNormalizationOptions = {}): UnitNormalization {
  return new UnitNormalization(options);
}
