import type { Pair, Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { maxAxis } from './adaptiveWindows';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';
import { pairOf } from './pairOf';

export interface AdaptiveMaxPooling2DOptions extends LayerOptions {
  /** Height and width of the output. */
  outputSize: number | Pair;
}

/** The layer that `adaptiveMaxPooling2d` makes. */
export class AdaptiveMaxPooling2D extends Layer {
  static className = 'AdaptiveMaxPooling2D';
  static override readonly defaults = {
    outputSize: undefined,
  } satisfies LayerDefaults<AdaptiveMaxPooling2DOptions>;
  declare readonly config: LayerConfig<AdaptiveMaxPooling2DOptions, typeof AdaptiveMaxPooling2D.defaults>;
  protected override inputAxes = imageAxes;
  readonly #size: Pair;

  constructor(options: AdaptiveMaxPooling2DOptions) {
    super(options);
    this.#size = pairOf(options.outputSize);
    for (const size of this.#size) checkCount(size, 'adaptiveMaxPooling2d', 'outputSize');
  }

  override call(x: Tensor): Tensor {
    const [height, width] = this.#size;
    return maxAxis(maxAxis(x, 1, height), 2, width);
  }
}

/**
 * The largest values over the grid of windows of `adaptiveAveragePooling2d`: `[batch, ...outputSize, channels]`.
 *
 * @throws {ValueError} if `outputSize` is not made of whole numbers of at least 1.
 *
 * @example
 * adaptiveMaxPooling2d({ outputSize: 7 })(ones([1, 10, 12, 512])).shape; // [1, 7, 7, 512]
 */
export function adaptiveMaxPooling2d(options: AdaptiveMaxPooling2DOptions): AdaptiveMaxPooling2D {
  return new AdaptiveMaxPooling2D(options);
}
