import { reshape as reshapeTensor, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface ReshapeOptions extends LayerOptions {
  /** Shape of a sample, without the batch axis; one axis may be -1 and takes what is left. */
  targetShape: readonly number[];
}

/** The layer that `reshape` makes. */
export class Reshape extends Layer {
  static className = 'Reshape';
  static override readonly defaults = { targetShape: undefined } satisfies LayerDefaults<ReshapeOptions>;
  declare readonly config: LayerConfig<ReshapeOptions, typeof Reshape.defaults>;

  override call(x: Tensor): Tensor {
    return reshapeTensor(x, [x.shape[0], ...this.config.targetShape]);
  }
}

/**
 * The same values of each sample in another shape.
 *
 * @example
 * reshape({ targetShape: [7, 7, -1] })(ones([2, 98])).shape; // [2, 7, 7, 2]
 */
export function reshape(options: ReshapeOptions): Reshape {
  return new Reshape(options);
}
