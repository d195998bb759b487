import { add, type Generator, sub, type Tensor } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { adjustSaturation, checkColors } from './color';
import { checkValueRange, drawFactors, type Factor, perImage, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomSaturationOptions extends RandomLayerOptions {
  /** From 0 (grey) over 0.5 (as it is) to 1 (as colourful as can be): saturation is multiplied by `f / (1 - f)`; one number is `[0, factor]`. */
  factor: Factor;
  /** Least and greatest value of the images. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomSaturation` makes. */
export class RandomSaturation extends ImageAugmentation {
  static className = 'RandomSaturation';
  static override readonly defaults = {
    factor: undefined,
    valueRange: [0, 255],
    seed: undefined,
  } satisfies LayerDefaults<RandomSaturationOptions>;
  declare readonly config: LayerConfig<RandomSaturationOptions, typeof RandomSaturation.defaults>;
  readonly #factors: Span;

  constructor(options: RandomSaturationOptions) {
    super(options);
    this.#factors = spanOf(options.factor, [0, 1], 'randomSaturation');
    checkValueRange(this.config.valueRange, 'randomSaturation');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    checkColors(images, 'randomSaturation');
    const [low] = this.config.valueRange;
    const factors = drawFactors(generator, images.shape[0], this.#factors).map((f) => f / (1 - f + 1e-7));
    if (low === 0) return adjustSaturation(asFloats(images), perImage(factors));
    return add(adjustSaturation(sub(images, low), perImage(factors)), low);
  }
}

/**
 * In training, makes the colours of each image stronger or weaker.
 *
 * @throws {ValueError} if the factor is outside 0 … 1, {ShapeError} unless images have 3 channels.
 *
 * @example
 * randomSaturation({ factor: [0.4, 0.6] }); // saturation times 0.67 to 1.5
 */
export function randomSaturation(options: RandomSaturationOptions): RandomSaturation {
  return new RandomSaturation(options);
}
