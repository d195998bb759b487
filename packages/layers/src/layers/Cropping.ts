import { type Pair, slice, type Tensor, ValueError } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes, sequenceAxes } from './axes';
import { pairOf } from './pairOf';

/** The inside of the axes after the batch, `sides[i]` cut off before and after axis i + 1. */
function crop(x: Tensor, sides: readonly Pair[]): Tensor {
  const begin = [0, ...sides.map(([before]) => before), 0];
  const size = x.shape.map((d, i) => d - begin[i] - (sides[i - 1]?.[1] ?? 0));
  return slice(x, begin, size);
}

function checkSides(sides: readonly Pair[], who: string): void {
  for (const side of sides) {
    if (side.length !== 2 || side.some((n) => !Number.isInteger(n) || n < 0))
      throw new ValueError(`${who}: cropping is made of whole numbers >= 0, got [${side}]`);
  }
}

export interface Cropping1DOptions extends LayerOptions {
  /** Steps cut off: one number for both ends, or `[before, after]`. Default 1. */
  cropping?: number | Pair;
}

/** The layer that `cropping1d` makes. */
export class Cropping1D extends Layer {
  static className = 'Cropping1D';
  static override readonly defaults = { cropping: 1 } satisfies LayerDefaults<Cropping1DOptions>;
  declare readonly config: LayerConfig<Cropping1DOptions, typeof Cropping1D.defaults>;
  protected override inputAxes = sequenceAxes;

  constructor(options: Cropping1DOptions) {
    super(options);
    checkSides([pairOf(this.config.cropping)], 'cropping1d');
  }

  override call(x: Tensor): Tensor {
    const sides = pairOf(this.config.cropping);
    if (sides[0] + sides[1] >= x.shape[1])
      throw this.refusal(`cuts [${sides}] off, which leaves nothing of [${x.shape}]`);
    return crop(x, [sides]);
  }
}

/**
 * Sequences without their ends.
 *
 * @example
 * cropping1d({ cropping: [1, 2] })(ones([1, 10, 4])).shape; // [1, 7, 4]
 */
export function cropping1d(options: Cropping1DOptions = {}): Cropping1D {
  return new Cropping1D(options);
}

export interface Cropping2DOptions extends LayerOptions {
  /** Pixels cut off: for all sides, `[vertical, horizontal]`, or `[[top, bottom], [left, right]]`. Default 0. */
  cropping?: number | Pair | readonly [Pair, Pair];
}

/** The layer that `cropping2d` makes. */
export class Cropping2D extends Layer {
  static className = 'Cropping2D';
  static override readonly defaults = { cropping: 0 } satisfies LayerDefaults<Cropping2DOptions>;
  declare readonly config: LayerConfig<Cropping2DOptions, typeof Cropping2D.defaults>;
  protected override inputAxes = imageAxes;

  constructor(options: Cropping2DOptions) {
    super(options);
    checkSides(this.#sides(), 'cropping2d');
  }

  #sides(): readonly Pair[] {
    return pairOf<number | Pair>(this.config.cropping).map((side) => pairOf(side));
  }

  override call(x: Tensor): Tensor {
    const sides = this.#sides();
    if (sides.some(([before, after], i) => before + after >= x.shape[i + 1]))
      throw this.refusal(`cuts [[${sides.join('],[')}]] off, which leaves nothing of [${x.shape}]`);
    return crop(x, sides);
  }
}

/**
 * Images without their borders.
 *
 * @throws {ShapeError} if nothing is left.
 *
 * @example
 * cropping2d({ cropping: [[2, 2], [0, 1]] })(ones([1, 28, 28, 3])).shape; // [1, 24, 27, 3]
 */
export function cropping2d(options: Cropping2DOptions = {}): Cropping2D {
  return new Cropping2D(options);
}
