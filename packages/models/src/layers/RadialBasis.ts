import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '@striate/layers';
import {
  expandDims,
  neg,
  type Shape,
  ShapeError,
  square,
  sub,
  sum,
  type Tensor,
  tensor,
  type Variable,
} from '@striate/tensor';

export interface RadialBasisOptions extends LayerOptions {
  /** The points that inputs are compared with: a row of numbers for each output. */
  centers: readonly (readonly number[])[];
}

/** The layer that `radialBasis` makes. */
export class RadialBasis extends Layer {
  static className = 'RadialBasis';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = { centers: undefined } satisfies LayerDefaults<RadialBasisOptions>;
  declare readonly config: LayerConfig<RadialBasisOptions, typeof RadialBasis.defaults>;
  centers: Variable | undefined = undefined;
  protected override inputAxes = ['batch', 'features'];

  override build(inputShape: Shape): void {
    const { centers } = this.config;
    const features = inputShape[1];
    const shape = [centers.length, features];
    for (const [i, { length }] of centers.entries()) {
      if (length !== features) {
        throw new ShapeError(
          `radialBasis: layer '${this.name}' has an input of ${features} numbers, and ${length} in row ${i} of its centers`,
        );
      }
    }
    const initializer = () => tensor(Float32Array.from(centers.flat()), shape);
    this.centers = this.addWeight({ name: 'centers', shape, initializer, trainable: false });
    this.inputFeatures = features;
  }

  override call(x: Tensor): Tensor {
    return neg(sum(square(sub(expandDims(x, 1), this.centers!)), 2));
  }
}

/**
 * How near an input is to each of some fixed points: minus the squared distance, so that the nearest has the largest output and
 * `softmax` makes probabilities of them, those of Gaussians around the points. Input `[batch, features]`, output `[batch,
 * centers]`; the weight `centers` is not trained.
 *
 * @throws {ShapeError} if the input has another rank or size than the centers.
 *
 * @example
 * radialBasis({ centers: [[0, 0], [3, 4]] })(tensor([[0, 0]])); // [[0, -25]]
 */
export function radialBasis(options: RadialBasisOptions): RadialBasis {
  return new RadialBasis(options);
}
