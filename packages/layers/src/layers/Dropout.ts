import { dropout as drop, type Tensor } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { imageAxes, sequenceAxes } from './axes';
import { checkRate, decisionShape, RandomLayer, type RandomLayerOptions, randomDefaults } from './RandomLayer';

export interface DropoutOptions extends RandomLayerOptions {
  /** Share of the values that is set to 0, from 0 to below 1. */
  rate: number;
  /** Shape of the decisions, 1 where an axis shares one, null where it is as the input: `[null, 1, 1, null]` drops whole channels. */
  noiseShape?: readonly (number | null)[];
}

/** The layer that `dropout` makes. */
export class Dropout extends RandomLayer {
  static className = 'Dropout';
  static override readonly defaults = {
    rate: undefined,
    noiseShape: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<DropoutOptions>;
  declare readonly config: LayerConfig<DropoutOptions, typeof Dropout.defaults>;

  constructor(options: DropoutOptions) {
    super(options);
    checkRate(options.rate, 'dropout');
  }

  protected override disturb(x: Tensor): Tensor {
    const { rate, noiseShape } = this.config;
    return drop(x, rate, { noiseShape: decisionShape(noiseShape, x), generator: this.generator });
  }
}

/**
 * In training, sets a random share of the values to 0 and scales the others up (Srivastava 2014); otherwise nothing.
 *
 * @throws {ValueError} unless 0 <= rate < 1.
 *
 * @example
 * dropout({ rate: 0.5 })(x, { training: true });
 */
export function dropout(options: DropoutOptions): Dropout {
  return new Dropout(options);
}

export interface SpatialDropoutOptions extends RandomLayerOptions {
  /** Share of the channels that is set to 0, from 0 to below 1. */
  rate: number;
}

/** Drops whole channels: neighbouring places know too much of each other for the loss of single values to matter. */
abstract class SpatialDropout extends RandomLayer {
  declare readonly config: SpatialDropoutOptions;

  protected override disturb(x: Tensor): Tensor {
    const noiseShape = x.shape.map((d, i) => (i === 0 || i === x.rank - 1 ? d : 1));
    return drop(x, this.config.rate, { noiseShape, generator: this.generator });
  }
}

/** The layer that `spatialDropout1d` makes. */
export class SpatialDropout1D extends SpatialDropout {
  static className = 'SpatialDropout1D';
  static override readonly defaults = {
    rate: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<SpatialDropoutOptions>;
  protected override inputAxes = sequenceAxes;

  constructor(options: SpatialDropoutOptions) {
    super(options);
    checkRate(options.rate, 'spatialDropout1d');
  }
}

/**
 * In training, sets a random share of the channels of each sequence to 0, at all steps, and scales the others up (Tompson 2015).
 *
 * @throws {ValueError} unless 0 <= rate < 1.
 *
 * @example
 * spatialDropout1d({ rate: 0.2 })(ones([2, 20, 50]), { training: true });
 */
export function spatialDropout1d(options: SpatialDropoutOptions): SpatialDropout1D {
  return new SpatialDropout1D(options);
}

/** The layer that `spatialDropout2d` makes. */
export class SpatialDropout2D extends SpatialDropout {
  static className = 'SpatialDropout2D';
  static override readonly defaults = {
    rate: undefined,
    ...randomDefaults,
  } satisfies LayerDefaults<SpatialDropoutOptions>;
  protected override inputAxes = imageAxes;

  constructor(options: SpatialDropoutOptions) {
    super(options);
    checkRate(options.rate, 'spatialDropout2d');
  }
}

/**
 * In training, sets a random share of the feature maps of each image to 0 and scales the others up (Tompson 2015).
 *
 * @throws {ValueError} unless 0 <= rate < 1.
 *
 * @example
 * spatialDropout2d({ rate: 0.2 })(ones([2, 8, 8, 16]), { training: true });
 */
export function spatialDropout2d(options: SpatialDropoutOptions): SpatialDropout2D {
  return new SpatialDropout2D(options);
}
