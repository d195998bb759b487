import type { Generator, Pair } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineAugmentation, type AffineOptions, affineDefaults, type Matrix } from './AffineAugmentation';
import { drawFactors, type Factor, type Span, spanOf } from './factors';

export interface RandomTranslationOptions extends AffineOptions {
  /** Way down (up where negative) as a share of the height, from -1 to 1; one number is `[-factor, factor]`. */
  heightFactor: Factor;
  /** Way to the right (left where negative) as a share of the width. */
  widthFactor: Factor;
}

/** The layer that `randomTranslation` makes. */
export class RandomTranslation extends AffineAugmentation {
  static className = 'RandomTranslation';
  static override readonly defaults = {
    heightFactor: undefined,
    widthFactor: undefined,
    ...affineDefaults,
  } satisfies LayerDefaults<RandomTranslationOptions>;
  declare readonly config: LayerConfig<RandomTranslationOptions, typeof RandomTranslation.defaults>;
  readonly #down: Span;
  readonly #right: Span;

  constructor(options: RandomTranslationOptions) {
    super(options);
    this.#down = spanOf(options.heightFactor, [-1, 1], 'randomTranslation', 'heightFactor');
    this.#right = spanOf(options.widthFactor, [-1, 1], 'randomTranslation', 'widthFactor');
  }

  protected override maps(n: number, [height, width]: Pair, generator: Generator): Matrix[] {
    const down = drawFactors(generator, n, this.#down);
    const right = drawFactors(generator, n, this.#right);
    return Array.from(down, (dy, i) => [1, 0, -right[i] * width, 0, 1, -dy * height]);
  }
}

/**
 * In training, moves each image by random shares of its height and width.
 *
 * @throws {ValueError} if a factor is outside -1 … 1.
 *
 * @example
 * randomTranslation({ heightFactor: 0.1, widthFactor: [-0.2, 0], fillMode: 'constant' });
 */
export function randomTranslation(options: RandomTranslationOptions): RandomTranslation {
  return new RandomTranslation(options);
}
