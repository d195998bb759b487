import { type Generator, type Pair, ValueError } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineAugmentation, type AffineOptions, aboutCentre, affineDefaults, type Matrix } from './AffineAugmentation';
import { drawFactors, type Factor, type Span, spanOf } from './factors';

export interface RandomZoomOptions extends AffineOptions {
  /** How much more (where positive) or less than its height is seen, as a share of it, above -1 to 1; one number is `[-factor, factor]`. */
  heightFactor: Factor;
  /** The same for the width. Default: as the height, which keeps the aspect ratio. */
  widthFactor?: Factor;
}

/** The layer that `randomZoom` makes. */
export class RandomZoom extends AffineAugmentation {
  static className = 'RandomZoom';
  static override readonly defaults = {
    heightFactor: undefined,
    widthFactor: undefined,
    ...affineDefaults,
  } satisfies LayerDefaults<RandomZoomOptions>;
  declare readonly config: LayerConfig<RandomZoomOptions, typeof RandomZoom.defaults>;
  readonly #height: Span;
  readonly #width: Span | undefined;

  constructor(options: RandomZoomOptions) {
    super(options);
    const { heightFactor, widthFactor } = options;
    this.#height = zooms(heightFactor, 'heightFactor');
    this.#width = widthFactor === undefined ? undefined : zooms(widthFactor, 'widthFactor');
  }

  protected override maps(n: number, size: Pair, generator: Generator): Matrix[] {
    const heights = drawFactors(generator, n, this.#height);
    const widths = this.#width ? drawFactors(generator, n, this.#width) : heights;
    return Array.from(heights, (height, i) => aboutCentre([1 + widths[i], 0, 0, 1 + height], size));
  }
}

function zooms(factor: Factor, what: string): Span {
  const span = spanOf(factor, [-1, 1], 'randomZoom', what);
  if (span[0] > -1) return span;
  throw new ValueError(
    `randomZoom: ${what} must be above -1, which leaves nothing to see, got ${JSON.stringify(factor)}`,
  );
}

/**
 * In training, zooms out of each image (positive factors) or into it, about its middle.
 *
 * @throws {ValueError} if a factor is outside -1 … 1.
 *
 * @example
 * randomZoom({ heightFactor: [-0.3, 0] }); // up to 30 % closer
 */
export function randomZoom(options: RandomZoomOptions): RandomZoom {
  return new RandomZoom(options);
}
