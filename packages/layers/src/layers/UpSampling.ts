import { type Pair, repeat, resize, type Tensor, ValueError } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes, sequenceAxes } from './axes';
import { checkCount } from './checkCount';
import { pairOf } from './pairOf';

export interface UpSampling1DOptions extends LayerOptions {
  /** How often each step comes. Default 2. */
  size?: number;
}

/** The layer that `upSampling1d` makes. */
export class UpSampling1D extends Layer {
  static className = 'UpSampling1D';
  static override readonly defaults = { size: 2 } satisfies LayerDefaults<UpSampling1DOptions>;
  declare readonly config: LayerConfig<UpSampling1DOptions, typeof UpSampling1D.defaults>;
  protected override inputAxes = sequenceAxes;

  constructor(options: UpSampling1DOptions) {
    super(options);
    checkCount(this.config.size, 'upSampling1d', 'size');
  }

  override call(x: Tensor): Tensor {
    return repeat(x, this.config.size, 1);
  }
}

/**
 * Each step several times: `[batch, steps, channels]` becomes `[batch, steps * size, channels]`.
 *
 * @example
 * upSampling1d({ size: 2 })(ones([1, 5, 4])).shape; // [1, 10, 4]
 */
export function upSampling1d(options: UpSampling1DOptions = {}): UpSampling1D {
  return new UpSampling1D(options);
}

export interface UpSampling2DOptions extends LayerOptions {
  /** Factors for height and width. Default 2. */
  size?: number | Pair;
  /** `nearest` repeats pixels, `bilinear` blends neighbours. Default `nearest`. */
  interpolation?: 'nearest' | 'bilinear';
}

/** The layer that `upSampling2d` makes. */
export class UpSampling2D extends Layer {
  static className = 'UpSampling2D';
  static override readonly defaults = {
    size: 2,
    interpolation: 'nearest',
  } satisfies LayerDefaults<UpSampling2DOptions>;
  declare readonly config: LayerConfig<UpSampling2DOptions, typeof UpSampling2D.defaults>;
  protected override inputAxes = imageAxes;

  constructor(options: UpSampling2DOptions) {
    super(options);
    const { size, interpolation } = this.config;
    for (const factor of pairOf(size)) checkCount(factor, 'upSampling2d', 'size');
    if (interpolation !== 'nearest' && interpolation !== 'bilinear')
      throw new ValueError(`upSampling2d: interpolation is 'nearest' or 'bilinear', got '${interpolation}'`);
  }

  override call(x: Tensor): Tensor {
    const [rows, columns] = pairOf(this.config.size);
    if (this.config.interpolation === 'nearest') return repeat(repeat(x, rows, 1), columns, 2);
    return resize(x, [x.shape[1] * rows, x.shape[2] * columns]);
  }
}

/**
 * Images enlarged by whole factors.
 *
 * @throws {ValueError} if `size` is not made of whole numbers of at least 1, or the interpolation is another.
 *
 * @example
 * upSampling2d({ size: 2, interpolation: 'bilinear' })(ones([1, 7, 7, 3])).shape; // [1, 14, 14, 3]
 */
export function upSampling2d(options: UpSampling2DOptions = {}): UpSampling2D {
  return new UpSampling2D(options);
}
