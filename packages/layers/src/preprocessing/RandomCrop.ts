import { affineSample, type Generator, type Pair, type Tensor } from '@striate/tensor';
import type { CallOptions, LayerConfig, LayerDefaults } from '../Layer';
import { checkSize, type Matrix, matricesOf } from './AffineAugmentation';
import { cropToAspect } from './cropToAspect';
import { ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomCropOptions extends RandomLayerOptions {
  /** Of the output, in pixels. */
  height: number;
  width: number;
}

/** The layer that `randomCrop` makes. */
export class RandomCrop extends ImageAugmentation {
  static className = 'RandomCrop';
  static override readonly defaults = {
    height: undefined,
    width: undefined,
    seed: undefined,
  } satisfies LayerDefaults<RandomCropOptions>;
  declare readonly config: LayerConfig<RandomCropOptions, typeof RandomCrop.defaults>;
  readonly #size: Pair;

  constructor(options: RandomCropOptions) {
    super(options);
    this.#size = checkSize(options, 'randomCrop');
  }

  override call(images: Tensor, { training }: CallOptions): Tensor {
    return training ? this.augment(images, this.source) : cropToAspect(images, this.#size);
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const [rows, columns] = [height - this.#size[0], width - this.#size[1]];
    if (rows < 0 || columns < 0) return cropToAspect(images, this.#size);
    const u = generator.uniform(2 * n);
    const maps = Array.from({ length: n }, (_, i): Matrix => {
      return [1, 0, Math.floor(u[2 * i] * (columns + 1)), 0, 1, Math.floor(u[2 * i + 1] * (rows + 1))];
    });
    return affineSample(images, matricesOf(maps), { size: this.#size, interpolation: 'nearest' });
  }
}

/**
 * In training, a part of each image, from a random place. Elsewhere, and where an image is smaller, the largest part in the middle
 * that has the right aspect ratio, resized.
 *
 * Shapes: [n, any height, any width, channels] → [n, height, width, channels], float32.
 *
 * @example
 * randomCrop({ height: 28, width: 28 })(ones([8, 32, 32, 3]), { training: true }).shape; // [8, 28, 28, 3]
 */
export function randomCrop(options: RandomCropOptions): RandomCrop {
  return new RandomCrop(options);
}
