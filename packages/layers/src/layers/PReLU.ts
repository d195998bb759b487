import { prelu as activate, normalizeAxis, type Shape, type Tensor, type Variable } from '@striate/tensor';
import type { InitializerLike } from '../initializers/resolveInitializer';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface PReLUOptions extends LayerOptions {
  /** Default `zeros`. */
  alphaInitializer?: InitializerLike;
  /** Axes whose places share a slope: `[1, 2]` leaves one for each channel of images. Default: none. */
  sharedAxes?: readonly number[];
}

/** The layer that `prelu` makes. */
export class PReLU extends Layer {
  static className = 'PReLU';
  static override readonly defaults = {
    alphaInitializer: 'zeros',
    sharedAxes: undefined,
  } satisfies LayerDefaults<PReLUOptions>;
  declare readonly config: LayerConfig<PReLUOptions, typeof PReLU.defaults>;
  alpha: Variable | undefined = undefined;

  override build(inputShape: Shape): void {
    const { sharedAxes = [], alphaInitializer } = this.config;
    const shared = sharedAxes.map((axis) => normalizeAxis(axis, inputShape.length, 'prelu'));
    const shape = inputShape.map((d, axis) => (shared.includes(axis) ? 1 : d)).slice(1);
    this.alpha = this.addWeight({ name: 'alpha', shape, initializer: alphaInitializer });
  }

  override call(x: Tensor): Tensor {
    const slopes = this.alpha!.shape;
    if (x.rank !== slopes.length + 1 || slopes.some((d, i) => d !== 1 && d !== x.shape[i + 1]))
      throw this.refusal(`was built for slopes [${slopes}], which do not fit [${x.shape}]`);
    return activate(x, this.alpha!);
  }
}

/**
 * `x` above 0, `alpha * x` below, with a learned slope for each place of a sample (He 2015). Weight `alpha`: the shape of a sample,
 * 1 on the axes that share theirs.
 *
 * @example
 * prelu({ sharedAxes: [1, 2] })(ones([1, 7, 7, 16])); // 16 slopes
 */
export function prelu(options: PReLUOptions = {}): PReLU {
  return new PReLU(options);
}
