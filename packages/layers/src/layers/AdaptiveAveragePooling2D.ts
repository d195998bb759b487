import type { Pair, Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { averageAxis } from './adaptiveWindows';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';
import { pairOf } from './pairOf';

export interface AdaptiveAveragePooling2DOptions extends LayerOptions {
  /** Height and width of the output. */
  outputSize: number | Pair;
}

/** The layer that `adaptiveAveragePooling2d` makes. */
export class AdaptiveAveragePooling2D extends Layer {
  static className = 'AdaptiveAveragePooling2D';
  static override readonly defaults = {
    outputSize: undefined,
  } satisfies LayerDefaults<AdaptiveAveragePooling2DOptions>;
  declare readonly config: LayerConfig<AdaptiveAveragePooling2DOptions, typeof AdaptiveAveragePooling2D.defaults>;
  protected override inputAxes = imageAxes;
  readonly #size: Pair;

  constructor(options: AdaptiveAveragePooling2DOptions) {
    super(options);
    this.#size = pairOf(options.outputSize);
    for (const size of this.#size) checkCount(size, 'adaptiveAveragePooling2d', 'outputSize');
  }

  override call(x: Tensor): Tensor {
    const [height, width] = this.#size;
    return averageAxis(averageAxis(x, 1, height), 2, width);
  }
}

/**
 * Means over a grid of windows that together cover the image, whatever its size: `[batch, height, width, channels]` becomes
 * `[batch, ...outputSize, channels]`. Windows differ by up to a pixel and may overlap, as PyTorch's do; an image that has
 * the size already passes unchanged, and a smaller one is repeated.
 *
 * @throws {ValueError} if `outputSize` is not made of whole numbers of at least 1.
 *
 * @example
 * adaptiveAveragePooling2d({ outputSize: 7 })(ones([1, 10, 12, 512])).shape; // [1, 7, 7, 512]
 */
export function adaptiveAveragePooling2d(options: AdaptiveAveragePooling2DOptions): AdaptiveAveragePooling2D {
  return new AdaptiveAveragePooling2D(options);
}
