import { add, mul, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface RescalingOptions extends LayerOptions {
  /** Factor, or one for each channel. */
  scale: number | readonly number[];
  /** Added afterwards. Default 0. */
  offset?: number | readonly number[];
}

/** The layer that `rescaling` makes. */
export class Rescaling extends Layer {
  static className = 'Rescaling';
  static override readonly defaults = { scale: undefined, offset: 0 } satisfies LayerDefaults<RescalingOptions>;
  declare readonly config: LayerConfig<RescalingOptions, typeof Rescaling.defaults>;

  override call(x: Tensor): Tensor {
    const { scale, offset } = this.config;
    const scaled = mul(x.cast('float32'), typeof scale === 'number' ? scale : [...scale]);
    return offset === 0 ? scaled : add(scaled, typeof offset === 'number' ? offset : [...offset]);
  }
}

/**
 * `x * scale + offset`, from any dtype: bytes to the numbers a network was trained with.
 *
 * @example
 * rescaling({ scale: 1 / 255, inputShape: [28, 28, 1] });
 */
export function rescaling(options: RescalingOptions): Rescaling {
  return new Rescaling(options);
}
