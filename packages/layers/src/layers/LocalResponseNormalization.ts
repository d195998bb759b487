import { localResponseNorm, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { checkCount } from './checkCount';

export interface LocalResponseNormalizationOptions extends LayerOptions {
  /** Channels in the window, centred on each. Default 5. */
  size?: number;
  /** Divided by `size`, as in PyTorch. Default 1e-4. */
  alpha?: number;
  /** Default 0.75. */
  beta?: number;
  /** Default 2, the paper's. */
  k?: number;
}

/** The layer that `localResponseNormalization` makes. */
export class LocalResponseNormalization extends Layer {
  static className = 'LocalResponseNormalization';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    size: 5,
    alpha: 1e-4,
    beta: 0.75,
    k: 2,
  } satisfies LayerDefaults<LocalResponseNormalizationOptions>;
  declare readonly config: LayerConfig<LocalResponseNormalizationOptions, typeof LocalResponseNormalization.defaults>;

  constructor(options: LocalResponseNormalizationOptions) {
    super(options);
    checkCount(this.config.size, 'localResponseNormalization', 'size');
  }

  override call(x: Tensor): Tensor {
    const { size, alpha, beta, k } = this.config;
    return localResponseNorm(x, { size, alpha, beta, k });
  }
}

/**
 * AlexNet's normalisation: a strong answer weakens those of the neighbouring channels at the same place (Krizhevsky 2012).
 * `x / (k + alpha / size * Σ x²)^beta`, the sum over `size` channels. Keras has no such layer.
 *
 * @example
 * localResponseNormalization({ size: 5, alpha: 1e-4, beta: 0.75, k: 2 })(ones([1, 27, 27, 96])).shape; // [1, 27, 27, 96]
 */
export function localResponseNormalization(
  options: LocalResponseNormalizationOptions = {},
): LocalResponseNormalization {
  return new LocalResponseNormalization(options);
}
