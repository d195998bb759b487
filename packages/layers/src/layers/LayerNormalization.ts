import { layerNorm, normalizeAxis, type Shape, type Tensor } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineNormalization, type AffineNormalizationOptions, affineDefaults } from './AffineNormalization';

export interface LayerNormalizationOptions extends AffineNormalizationOptions {
  /** The axes normalised together, never the batch. Default: the last. */
  axis?: number | readonly number[];
}

/** The layer that `layerNormalization` makes. */
export class LayerNormalization extends AffineNormalization {
  static className = 'LayerNormalization';
  static override readonly defaults = {
    axis: -1,
    ...affineDefaults,
  } satisfies LayerDefaults<LayerNormalizationOptions>;
  declare readonly config: LayerConfig<LayerNormalizationOptions, typeof LayerNormalization.defaults>;
  /** Size of each normalised axis, and 1 for the others. */
  #shape: Shape = [];

  override build(inputShape: Shape): void {
    const axes = this.#axes(inputShape);
    this.#shape = inputShape.map((d, i) => (axes.includes(i) ? d : 1));
    this.addScaleAndOffset(axes.map((axis) => inputShape[axis]));
  }

  #axes(shape: Shape): number[] {
    const { axis } = this.config;
    const axes = (typeof axis === 'number' ? [axis] : [...axis]).map((at) =>
      normalizeAxis(at, shape.length, 'layerNormalization'),
    );
    if (axes.includes(0)) throw this.refusal(`normalises samples on their own; axis 0 of [${shape}] is the batch`);
    return axes.sort((a, b) => a - b);
  }

  override call(x: Tensor): Tensor {
    const { epsilon } = this.config;
    const axes = this.#axes(x.shape);
    const wrong = x.rank !== this.#shape.length || axes.some((axis) => x.shape[axis] !== this.#shape[axis]);
    if (wrong) throw this.refusal(`was built for [${this.#shape}] (1 where any size will do), got [${x.shape}]`);
    return this.scaleAndOffset(layerNorm(x, { axis: axes, epsilon }), this.#shape);
  }
}

/**
 * Brings each sample to mean 0 and variance 1 over its own values on `axis` (Ba, Kiros and Hinton 2016), in training and outside
 * of it alike. Weights `gamma` and `beta`, of the sizes of those axes.
 *
 * @throws {ShapeError} if an axis is the batch, or not there.
 *
 * @example
 * layerNormalization()(ones([2, 10, 64])).shape; // [2, 10, 64]
 */
export function layerNormalization(options: LayerNormalizationOptions = {}): LayerNormalization {
  return new LayerNormalization(options);
}
