import { type Generator, type Tensor, ValueError } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { adjustContrast } from './color';
import { checkValueRange, drawFactors, type Factor, perImage, type Span } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomContrastOptions extends RandomLayerOptions {
  /** Contrast is multiplied by a number from `1 - factor` to `1 + factor`; of two numbers, `1 - first` to `1 + second`. From 0 to 1. */
  factor: Factor;
  /** Least and greatest value of the images; what goes beyond is cut off. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomContrast` makes. */
export class RandomContrast extends ImageAugmentation {
  static className = 'RandomContrast';
  static override readonly defaults = {
    factor: undefined,
    valueRange: [0, 255],
    seed: undefined,
  } satisfies LayerDefaults<RandomContrastOptions>;
  declare readonly config: LayerConfig<RandomContrastOptions, typeof RandomContrast.defaults>;
  readonly #factors: Span;

  constructor(options: RandomContrastOptions) {
    super(options);
    const { factor } = options;
    const [less, more] = typeof factor === 'number' ? [factor, factor] : factor;
    if (!(less >= 0 && less <= 1 && more >= 0 && more <= 1)) {
      throw new ValueError(
        `randomContrast: factor must be a number or two numbers from 0 to 1, got ${JSON.stringify(factor)}`,
      );
    }
    this.#factors = [1 - less, 1 + more];
    checkValueRange(this.config.valueRange, 'randomContrast');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const factors = perImage(drawFactors(generator, images.shape[0], this.#factors));
    return adjustContrast(asFloats(images), factors, this.config.valueRange);
  }
}

/**
 * In training, `(x - mean) factor + mean` with a random factor for each image and the mean of each of its channels.
 *
 * @throws {ValueError} if the factor is outside 0 … 1.
 *
 * @example
 * randomContrast({ factor: 0.2, valueRange: [0, 1] });
 */
export function randomContrast(options: RandomContrastOptions): RandomContrast {
  return new RandomContrast(options);
}
