import { reshape, type Tensor } from '@striate/tensor';
import { Layer, type LayerDefaults, type LayerOptions } from '../Layer';

/** The layer that `flatten` makes. */
export class Flatten extends Layer {
  static className = 'Flatten';
  static override readonly defaults = {} satisfies LayerDefaults<LayerOptions>;

  override call(x: Tensor): Tensor {
    const features = x.shape.slice(1).reduce((product, d) => product * d, 1);
    return reshape(x, [x.shape[0], features]);
  }
}

/**
 * All axes but the batch in one: `[batch, height, width, channels]` becomes `[batch, height * width * channels]`.
 *
 * @example
 * flatten()(ones([2, 7, 7, 64])).shape; // [2, 3136]
 */
export function flatten(options: LayerOptions = {}): Flatten {
  return new Flatten(options);
}
