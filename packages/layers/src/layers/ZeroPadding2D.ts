import { type Pair, pad, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';
import { pairOf } from './pairOf';

export interface ZeroPadding2DOptions extends LayerOptions {
  /** One number for all sides, `[vertical, horizontal]`, or `[[top, bottom], [left, right]]`. Default 1. */
  padding?: number | Pair | readonly [Pair, Pair];
}

/** The layer that `zeroPadding2d` makes. */
export class ZeroPadding2D extends Layer {
  static className = 'ZeroPadding2D';
  static override readonly defaults = { padding: 1 } satisfies LayerDefaults<ZeroPadding2DOptions>;
  declare readonly config: LayerConfig<ZeroPadding2DOptions, typeof ZeroPadding2D.defaults>;
  protected override inputAxes = imageAxes;

  override call(x: Tensor): Tensor {
    const [vertical, horizontal] = pairOf<number | Pair>(this.config.padding).map((side) => pairOf(side));
    return pad(x, [[0, 0], vertical, horizontal, [0, 0]]);
  }
}

/**
 * Zeros around images.
 *
 * @example
 * zeroPadding2d({ padding: [[1, 0], [2, 2]] })(ones([1, 4, 4, 3])).shape; // [1, 5, 8, 3]
 */
export function zeroPadding2d(options: ZeroPadding2DOptions = {}): ZeroPadding2D {
  return new ZeroPadding2D(options);
}
