import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '@striate/layers';
import { mul, type Tensor, tanh } from '@striate/tensor';

export interface ScaledTanhOptions extends LayerOptions {
  /** What the output comes near to. Default 1.7159. */
  amplitude?: number;
  /** Default 2 / 3. */
  slope?: number;
}

/** The layer that `scaledTanh` makes. */
export class ScaledTanh extends Layer {
  static className = 'ScaledTanh';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = { amplitude: 1.7159, slope: 2 / 3 } satisfies LayerDefaults<ScaledTanhOptions>;
  declare readonly config: LayerConfig<ScaledTanhOptions, typeof ScaledTanh.defaults>;

  override call(x: Tensor): Tensor {
    const { amplitude, slope } = this.config;
    return mul(tanh(mul(x, slope)), amplitude);
  }
}

/**
 * `1.7159 tanh(2x / 3)`, which is 1 at 1 and -1 at -1: where targets are ±1, units work where they bend most (LeCun, Bottou,
 * Bengio and Haffner 1998, appendix A).
 *
 * @example
 * scaledTanh()(tensor([-1, 0, 1])); // [-1, 0, 1]
 */
export function scaledTanh(options: ScaledTanhOptions = {}): ScaledTanh {
  return new ScaledTanh(options);
}
