import { broadcastTo, expandDims, type Tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { checkCount } from './checkCount';

export interface RepeatVectorOptions extends LayerOptions {
  /** How often. */
  n: number;
}

/** The layer that `repeatVector` makes. */
export class RepeatVector extends Layer {
  static className = 'RepeatVector';
  static override readonly defaults = { n: undefined } satisfies LayerDefaults<RepeatVectorOptions>;
  declare readonly config: LayerConfig<RepeatVectorOptions, typeof RepeatVector.defaults>;
  protected override inputAxes = ['batch', 'features'];

  constructor(options: RepeatVectorOptions) {
    super(options);
    checkCount(options.n, 'repeatVector', 'n');
  }

  override call(x: Tensor): Tensor {
    const [batch, features] = x.shape;
    return broadcastTo(expandDims(x, 1), [batch, this.config.n, features]);
  }
}

/**
 * A vector at each of `n` steps: `[batch, features]` becomes `[batch, n, features]`.
 *
 * @example
 * repeatVector({ n: 3 })(ones([2, 8])).shape; // [2, 3, 8]
 */
export function repeatVector(options: RepeatVectorOptions): RepeatVector {
  return new RepeatVector(options);
}
