import {
  type BiasOptions,
  type InitializerLike,
  Layer,
  type LayerConfig,
  type LayerDefaults,
  type LayerOptions,
} from '@striate/layers';
import { add, avgPool2d, mul, type Pair, type Shape, type Tensor, type Variable } from '@striate/tensor';

export interface TrainableSubsampling2DOptions extends LayerOptions, Pick<BiasOptions, 'biasInitializer'> {
  /** Height and width of the window, which is also its step. Default 2. */
  poolSize?: number | Pair;
  /** Default `ones`. */
  coefficientInitializer?: InitializerLike;
}

/** The layer that `trainableSubsampling2d` makes. */
export class TrainableSubsampling2D extends Layer {
  static className = 'TrainableSubsampling2D';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    poolSize: 2,
    coefficientInitializer: 'ones',
    biasInitializer: 'zeros',
  } satisfies LayerDefaults<TrainableSubsampling2DOptions>;
  declare readonly config: LayerConfig<TrainableSubsampling2DOptions, typeof TrainableSubsampling2D.defaults>;
  coefficient: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  protected override inputAxes = ['batch', 'height', 'width', 'channels'];

  override build(inputShape: Shape): void {
    const { coefficientInitializer, biasInitializer } = this.config;
    const shape = [inputShape[3]];
    this.coefficient = this.addWeight({ name: 'coefficient', shape, initializer: coefficientInitializer });
    this.bias = this.addWeight({ name: 'bias', shape, initializer: biasInitializer });
    this.inputFeatures = inputShape[3];
  }

  override call(x: Tensor): Tensor {
    const { poolSize } = this.config;
    const [height, width] = typeof poolSize === 'number' ? [poolSize, poolSize] : poolSize;
    const sums = mul(avgPool2d(x, { poolSize }), height * width);
    return add(mul(sums, this.coefficient!), this.bias!);
  }
}

/**
 * Subsampling with a weight: the sum of each window, times a trained coefficient of its channel, plus a trained bias (LeCun,
 * Bottou, Bengio and Haffner 1998): `[batch, height, width, channels]` with height and width divided by `poolSize`. Weights
 * `coefficient` and `bias`, `[channels]` each.
 *
 * @throws {ShapeError} if the input has another rank, or is smaller than the window.
 *
 * @example
 * trainableSubsampling2d()(ones([1, 28, 28, 6])).shape; // [1, 14, 14, 6]
 */
export function trainableSubsampling2d(options: TrainableSubsampling2DOptions = {}): TrainableSubsampling2D {
  return new TrainableSubsampling2D(options);
}
