import { type Tensor, transpose, ValueError } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface PermuteOptions extends LayerOptions {
  /** For each axis of the output after the batch, the axis of the input it is; they are counted from 1, the batch being 0. */
  dims: readonly number[];
}

/** The layer that `permute` makes. */
export class Permute extends Layer {
  static className = 'Permute';
  static override readonly defaults = { dims: undefined } satisfies LayerDefaults<PermuteOptions>;
  declare readonly config: LayerConfig<PermuteOptions, typeof Permute.defaults>;

  constructor(options: PermuteOptions) {
    super(options);
    const { dims } = options;
    if (dims.toSorted((a, b) => a - b).some((axis, i) => axis !== i + 1))
      throw new ValueError(`permute: dims must have each of 1 … ${dims.length} once, got [${dims}]`);
  }

  override call(x: Tensor): Tensor {
    const { dims } = this.config;
    if (x.rank !== dims.length + 1)
      throw this.refusal(`orders ${dims.length} axes after the batch, got ${x.rank - 1}: [${x.shape}]`);
    return transpose(x, [0, ...dims]);
  }
}

/**
 * The axes of each sample in another order.
 *
 * @throws {ValueError} if `dims` is not an order of 1, 2, ….
 *
 * @example
 * permute({ dims: [2, 1] })(ones([4, 10, 64])).shape; // [4, 64, 10]
 */
export function permute(options: PermuteOptions): Permute {
  return new Permute(options);
}
