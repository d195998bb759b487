import type { Generator, Tensor } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { adjustHue, checkColors } from './color';
import { checkValueRange, drawFactors, type Factor, perImage, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomHueOptions extends RandomLayerOptions {
  /** Way round the colour circle, either way, from 0 to 1, which is half of it; one number is `[0, factor]`. */
  factor: Factor;
  /** Least and greatest value of the images. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomHue` makes. */
export class RandomHue extends ImageAugmentation {
  static className = 'RandomHue';
  static override readonly defaults = {
    factor: undefined,
    valueRange: [0, 255],
    seed: undefined,
  } satisfies LayerDefaults<RandomHueOptions>;
  declare readonly config: LayerConfig<RandomHueOptions, typeof RandomHue.defaults>;
  readonly #factors: Span;

  constructor(options: RandomHueOptions) {
    super(options);
    this.#factors = spanOf(options.factor, [0, 1], 'randomHue');
    checkValueRange(this.config.valueRange, 'randomHue');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    checkColors(images, 'randomHue');
    const n = images.shape[0];
    const ways = generator.uniform(n);
    const turns = drawFactors(generator, n, this.#factors).map((f, i) => (ways[i] < 0.5 ? 0.5 : -0.5) * f);
    return adjustHue(asFloats(images), perImage(turns));
  }
}

/**
 * In training, moves the hues of each image round the colour circle.
 *
 * @throws {ValueError} if the factor is outside 0 … 1, {ShapeError} unless images have 3 channels.
 *
 * @example
 * randomHue({ factor: 0.1 }); // up to 18 degrees either way
 */
export function randomHue(options: RandomHueOptions): RandomHue {
  return new RandomHue(options);
}
