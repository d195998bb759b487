import { type Generator, type Tensor, tensor, ValueError, where } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { checkColors, grayscale } from './color';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomGrayscaleOptions extends RandomLayerOptions {
  /** Share of the images that lose their colours, from 0 to 1. Default 0.5. */
  factor?: number;
}

/** The layer that `randomGrayscale` makes. */
export class RandomGrayscale extends ImageAugmentation {
  static className = 'RandomGrayscale';
  static override readonly defaults = { factor: 0.5, seed: undefined } satisfies LayerDefaults<RandomGrayscaleOptions>;
  declare readonly config: LayerConfig<RandomGrayscaleOptions, typeof RandomGrayscale.defaults>;

  constructor(options: RandomGrayscaleOptions = {}) {
    super(options);
    const { factor } = this.config;
    if (!(factor >= 0 && factor <= 1))
      throw new ValueError(`randomGrayscale: factor must be a number from 0 to 1, got ${factor}`);
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const n = images.shape[0];
    const u = generator.uniform(n);
    if (images.shape[3] === 1) return asFloats(images);
    checkColors(images, 'randomGrayscale');
    const isGray = tensor(
      Array.from(u, (v) => v < this.config.factor),
      [n, 1, 1, 1],
    );
    return where(isGray, grayscale(asFloats(images)), asFloats(images));
  }
}

/**
 * In training, takes the colours from some images, which keep their three channels.
 *
 * @throws {ValueError} if the factor is outside 0 … 1, {ShapeError} unless images have 1 or 3 channels.
 *
 * @example
 * randomGrayscale({ factor: 0.2 });
 */
export function randomGrayscale(options?: RandomGrayscaleOptions): RandomGrayscale {
  return new RandomGrayscale(options);
}
