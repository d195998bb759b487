import type { Pair, Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from '../layers/axes';
import { checkSize } from './AffineAugmentation';
import { crop, cropToAspect } from './cropToAspect';
import { asFloats } from './ImageAugmentation';

export interface CropOptions extends LayerOptions {
  /** Of the output, in pixels. */
  height: number;
  width: number;
}

/** The layer that `centerCrop` makes. */
export class CenterCrop extends Layer {
  static className = 'CenterCrop';
  static override readonly defaults = { height: undefined, width: undefined } satisfies LayerDefaults<CropOptions>;
  declare readonly config: LayerConfig<CropOptions, typeof CenterCrop.defaults>;
  protected override inputAxes = imageAxes;

  constructor(options: CropOptions) {
    super(options);
    checkSize(options, 'centerCrop');
  }

  override call(images: Tensor): Tensor {
    const size: Pair = [this.config.height, this.config.width];
    const [rows, columns] = [images.shape[1] - size[0], images.shape[2] - size[1]];
    if (rows < 0 || columns < 0) return cropToAspect(images, size);
    return asFloats(crop(images, [Math.floor(rows / 2), Math.floor(columns / 2)], size));
  }
}

/**
 * The middle of images. One that is smaller gives the largest part with the right aspect ratio, enlarged.
 *
 * Shapes: [n, any height, any width, channels] → [n, height, width, channels], float32.
 *
 * @example
 * centerCrop({ height: 224, width: 224 })(ones([1, 256, 256, 3])).shape; // [1, 224, 224, 3]
 */
export function centerCrop(options: CropOptions): CenterCrop {
  return new CenterCrop(options);
}
