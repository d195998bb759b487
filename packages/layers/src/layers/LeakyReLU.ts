import { leakyRelu as activate, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface LeakyReLUOptions extends LayerOptions {
  /** Slope below 0. Default 0.3; PyTorch's is 0.01. */
  negativeSlope?: number;
}

/** The layer that `leakyRelu` makes. */
export class LeakyReLU extends Layer {
  static className = 'LeakyReLU';
  static override readonly defaults = { negativeSlope: 0.3 } satisfies LayerDefaults<LeakyReLUOptions>;
  declare readonly config: LayerConfig<LeakyReLUOptions, typeof LeakyReLU.defaults>;

  override call(x: Tensor): Tensor {
    return activate(x, this.config.negativeSlope);
  }
}

/**
 * `x` above 0, `negativeSlope * x` below, as a layer (Maas 2013).
 *
 * @example
 * leakyRelu({ negativeSlope: 0.1 });
 */
export function leakyRelu(options: LeakyReLUOptions = {}): LeakyReLU {
  return new LeakyReLU(options);
}
