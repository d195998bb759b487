import type { Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { averageAxis, maxAxis } from './adaptiveWindows';
import { sequenceAxes } from './axes';
import { checkCount } from './checkCount';

export interface AdaptivePooling1DOptions extends LayerOptions {
  /** Steps of the output. */
  outputSize: number;
}

/** The layer that `adaptiveAveragePooling1d` makes. */
export class AdaptiveAveragePooling1D extends Layer {
  static className = 'AdaptiveAveragePooling1D';
  static override readonly defaults = { outputSize: undefined } satisfies LayerDefaults<AdaptivePooling1DOptions>;
  declare readonly config: LayerConfig<AdaptivePooling1DOptions, typeof AdaptiveAveragePooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  constructor(options: AdaptivePooling1DOptions) {
    super(options);
    checkCount(options.outputSize, 'adaptiveAveragePooling1d', 'outputSize');
  }

  override call(x: Tensor): Tensor {
    return averageAxis(x, 1, this.config.outputSize);
  }
}

/**
 * Means over windows that together cover the sequence, however long it is: `[batch, steps, channels]` becomes
 * `[batch, outputSize, channels]`.
 *
 * @throws {ValueError} if `outputSize` is not a whole number of at least 1.
 *
 * @example
 * adaptiveAveragePooling1d({ outputSize: 4 })(ones([1, 10, 8])).shape; // [1, 4, 8]
 */
export function adaptiveAveragePooling1d(options: AdaptivePooling1DOptions): AdaptiveAveragePooling1D {
  return new AdaptiveAveragePooling1D(options);
}

/** The layer that `adaptiveMaxPooling1d` makes. */
export class AdaptiveMaxPooling1D extends Layer {
  static className = 'AdaptiveMaxPooling1D';
  static override readonly defaults = { outputSize: undefined } satisfies LayerDefaults<AdaptivePooling1DOptions>;
  declare readonly config: LayerConfig<AdaptivePooling1DOptions, typeof AdaptiveMaxPooling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  constructor(options: AdaptivePooling1DOptions) {
    super(options);
    checkCount(options.outputSize, 'adaptiveMaxPooling1d', 'outputSize');
  }

  override call(x: Tensor): Tensor {
    return maxAxis(x, 1, this.config.outputSize);
  }
}

/**
 * The largest values over the windows of `adaptiveAveragePooling1d`: `[batch, outputSize, channels]`.
 *
 * @throws {ValueError} if `outputSize` is not a whole number of at least 1.
 *
 * @example
 * adaptiveMaxPooling1d({ outputSize: 4 })(ones([1, 10, 8])).shape; // [1, 4, 8]
 */
export function adaptiveMaxPooling1d(options: AdaptivePooling1DOptions): AdaptiveMaxPooling1D {
  return new AdaptiveMaxPooling1D(options);
}
