import type { Generator, Pair } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineAugmentation, type AffineOptions, aboutCentre, affineDefaults, type Matrix } from './AffineAugmentation';
import { drawFactors, type Factor, type Span, spanOf } from './factors';

export interface RandomRotationOptions extends AffineOptions {
  /** Angle in whole turns, from -1 to 1, counter-clockwise where positive; one number is `[-factor, factor]`. */
  factor: Factor;
}

/** The layer that `randomRotation` makes. */
export class RandomRotation extends AffineAugmentation {
  static className = 'RandomRotation';
  static override readonly defaults = {
    factor: undefined,
    ...affineDefaults,
  } satisfies LayerDefaults<RandomRotationOptions>;
  declare readonly config: LayerConfig<RandomRotationOptions, typeof RandomRotation.defaults>;
  readonly #turns: Span;

  constructor(options: RandomRotationOptions) {
    super(options);
    this.#turns = spanOf(options.factor, [-1, 1], 'randomRotation');
  }

  protected override maps(n: number, size: Pair, generator: Generator): Matrix[] {
    return Array.from(drawFactors(generator, n, this.#turns), (turn) => {
      const [cos, sin] = [Math.cos(2 * Math.PI * turn), Math.sin(2 * Math.PI * turn)];
      return aboutCentre([cos, -sin, sin, cos], size);
    });
  }
}

/**
 * In training, turns each image about its middle by a random angle.
 *
 * @throws {ValueError} if the factor is outside -1 … 1.
 *
 * @example
 * randomRotation({ factor: 0.1 }); // up to 36 degrees either way
 */
export function randomRotation(options: RandomRotationOptions): RandomRotation {
  return new RandomRotation(options);
}
