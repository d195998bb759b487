import { add, clip, type Generator, type Tensor } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { checkValueRange, drawFactors, type Factor, perImage, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomBrightnessOptions extends RandomLayerOptions {
  /** Added, as a share of the value range: -1 makes an image black, 1 white; one number is `[-factor, factor]`. */
  factor: Factor;
  /** Least and greatest value of the images; what goes beyond is cut off. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomBrightness` makes. */
export class RandomBrightness extends ImageAugmentation {
  static className = 'RandomBrightness';
  static override readonly defaults = {
    factor: undefined,
    valueRange: [0, 255],
    seed: undefined,
  } satisfies LayerDefaults<RandomBrightnessOptions>;
  declare readonly config: LayerConfig<RandomBrightnessOptions, typeof RandomBrightness.defaults>;
  readonly #shares: Span;

  constructor(options: RandomBrightnessOptions) {
    super(options);
    this.#shares = spanOf(options.factor, [-1, 1], 'randomBrightness');
    checkValueRange(this.config.valueRange, 'randomBrightness');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [low, high] = this.config.valueRange;
    const shares = drawFactors(generator, images.shape[0], this.#shares);
    return clip(add(asFloats(images), perImage(shares.map((share) => share * (high - low)))), low, high);
  }
}

/**
 * In training, makes each image brighter or darker by a random amount.
 *
 * @throws {ValueError} if the factor is outside -1 … 1.
 *
 * @example
 * randomBrightness({ factor: [-0.1, 0.3] });
 */
export function randomBrightness(options: RandomBrightnessOptions): RandomBrightness {
  return new RandomBrightness(options);
}
