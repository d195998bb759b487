import type { Generator, Pair } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineAugmentation, type AffineOptions, aboutCentre, affineDefaults, type Matrix } from './AffineAugmentation';
import { drawFactors, type Factor, type Span, spanOf } from './factors';

export interface RandomShearOptions extends AffineOptions {
  /** Pixels to the side for each pixel down, from 0 to 1, either way; one number is `[0, factor]`. Default 0. */
  xFactor?: Factor;
  /** Pixels down for each pixel to the side. Default 0. */
  yFactor?: Factor;
}

/** The layer that `randomShear` makes. */
export class RandomShear extends AffineAugmentation {
  static className = 'RandomShear';
  static override readonly defaults = {
    xFactor: 0,
    yFactor: 0,
    ...affineDefaults,
  } satisfies LayerDefaults<RandomShearOptions>;
  declare readonly config: LayerConfig<RandomShearOptions, typeof RandomShear.defaults>;
  readonly #x: Span;
  readonly #y: Span;

  constructor(options: RandomShearOptions = {}) {
    super(options);
    this.#x = spanOf(this.config.xFactor, [0, 1], 'randomShear', 'xFactor');
    this.#y = spanOf(this.config.yFactor, [0, 1], 'randomShear', 'yFactor');
  }

  protected override maps(n: number, size: Pair, generator: Generator): Matrix[] {
    const xs = drawFactors(generator, n, this.#x);
    const ys = drawFactors(generator, n, this.#y);
    const ways = generator.uniform(n);
    return Array.from(xs, (x, i) => {
      const way = ways[i] < 0.5 ? 1 : -1;
      return aboutCentre([1, way * x, way * ys[i], 1], size);
    });
  }
}

/**
 * In training, slants each image about its middle, to a random side.
 *
 * @throws {ValueError} if a factor is outside 0 … 1.
 *
 * @example
 * randomShear({ xFactor: 0.3, fillMode: 'constant' }); // handwriting
 */
export function randomShear(options?: RandomShearOptions): RandomShear {
  return new RandomShear(options);
}
