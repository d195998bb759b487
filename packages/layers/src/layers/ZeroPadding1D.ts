import { type Pair, pad, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { sequenceAxes } from './axes';
import { pairOf } from './pairOf';

export interface ZeroPadding1DOptions extends LayerOptions {
  /** Steps added: one number for both ends, or `[before, after]`. Default 1. */
  padding?: number | Pair;
}

/** The layer that `zeroPadding1d` makes. */
export class ZeroPadding1D extends Layer {
  static className = 'ZeroPadding1D';
  static override readonly defaults = { padding: 1 } satisfies LayerDefaults<ZeroPadding1DOptions>;
  declare readonly config: LayerConfig<ZeroPadding1DOptions, typeof ZeroPadding1D.defaults>;
  protected override inputAxes = sequenceAxes;

  override call(x: Tensor): Tensor {
    return pad(x, [[0, 0], pairOf(this.config.padding), [0, 0]]);
  }
}

/**
 * Zeros before and after sequences.
 *
 * @example
 * zeroPadding1d({ padding: [2, 0] })(ones([1, 10, 4])).shape; // [1, 12, 4]
 */
export function zeroPadding1d(options: ZeroPadding1DOptions = {}): ZeroPadding1D {
  return new ZeroPadding1D(options);
}
