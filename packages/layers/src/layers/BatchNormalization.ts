import {
  batchNorm,
  batchNormTraining,
  followStatistics,
  isMeta,
  ones,
  type Shape,
  type Tensor,
  type Variable,
  zeros,
} from '@striate/tensor';
import type { ConstraintLike } from '../constraints/constraints';
import type { InferenceForm } from '../InferenceForm';
import type { InitializerLike } from '../initializers/resolveInitializer';
import { type CallOptions, Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import type { RegularizerLike } from '../regularizers/regularizers';
import { rulesOf } from './weightRules';

export interface BatchNormalizationOptions extends LayerOptions {
  /** The axis of channels: here the last, as -1 (the default) or by its number. */
  axis?: number;
  /** How much of the moving statistics a step keeps. Default 0.99. */
  momentum?: number;
  /** Added to the variance. Default 1e-3. */
  epsilon?: number;
  /** Whether there is a learned offset, `beta`. Default true. */
  center?: boolean;
  /** Whether there is a learned factor, `gamma`. Default true. */
  scale?: boolean;
  /** Default `zeros`. */
  betaInitializer?: InitializerLike;
  /** A penalty on `beta`, added to the loss. Default: none. */
  betaRegularizer?: RegularizerLike;
  /** The values `beta` may have. Default: any. */
  betaConstraint?: ConstraintLike;
  /** Default `ones`. */
  gammaInitializer?: InitializerLike;
  /** Default `zeros`. */
  movingMeanInitializer?: InitializerLike;
  /** Default `ones`. */
  movingVarianceInitializer?: InitializerLike;
  /** A penalty on `gamma`, added to the loss. Default: none. */
  gammaRegularizer?: RegularizerLike;
  /** The values `gamma` may have. Default: any. */
  gammaConstraint?: ConstraintLike;
}

/** The layer that `batchNormalization` makes. */
export class BatchNormalization extends Layer {
  static className = 'BatchNormalization';
  static override readonly defaults = {
    axis: -1,
    momentum: 0.99,
    epsilon: 1e-3,
    center: true,
    scale: true,
    betaInitializer: 'zeros',
    betaRegularizer: undefined,
    betaConstraint: undefined,
    gammaInitializer: 'ones',
    movingMeanInitializer: 'zeros',
    movingVarianceInitializer: 'ones',
    gammaRegularizer: undefined,
    gammaConstraint: undefined,
  } satisfies LayerDefaults<BatchNormalizationOptions>;
  declare readonly config: LayerConfig<BatchNormalizationOptions, typeof BatchNormalization.defaults>;
  gamma: Variable | undefined = undefined;
  beta: Variable | undefined = undefined;
  movingMean: Variable | undefined = undefined;
  movingVariance: Variable | undefined = undefined;

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    const shape = Array.isArray(inputs) ? [] : (inputs as Tensor).shape;
    if (shape.length < 2) throw this.refusal(`takes [batch, …, channels], got [${shape.join(',')}]`);
    const { axis } = this.config;
    if (axis !== -1 && axis !== shape.length - 1)
      throw this.refusal(`has channels on axis ${axis} of [${shape.join(',')}]; here they are the last, which is -1`);
    const last = shape[shape.length - 1];
    if (this.inputFeatures !== undefined && last !== this.inputFeatures) {
      throw this.refusal(`was built for ${this.inputFeatures} channels, got ${last}: [${shape.join(',')}]`);
    }
  }

  override build(inputShape: Shape): void {
    const { center, scale } = this.config;
    const { movingMeanInitializer: means, movingVarianceInitializer: variances } = this.config;
    const shape = [inputShape[inputShape.length - 1]];
    if (scale) this.gamma = this.addWeight({ name: 'gamma', shape, ...rulesOf(this.config, 'gamma') });
    if (center) this.beta = this.addWeight({ name: 'beta', shape, ...rulesOf(this.config, 'beta') });
    this.movingMean = this.addWeight({ name: 'moving_mean', shape, initializer: means, trainable: false });
    this.movingVariance = this.addWeight({ name: 'moving_variance', shape, initializer: variances, trainable: false });
    this.inputFeatures = shape[0];
  }

  override inferenceForm(): InferenceForm {
    const statistics = () => {
      const { epsilon } = this.config;
      const { movingMean, movingVariance, gamma, beta } = this;
      return { mean: movingMean!, variance: movingVariance!, gamma, beta, epsilon };
    };
    return { kind: 'norm', statistics };
  }

  override call(x: Tensor, { training }: CallOptions): Tensor {
    const { epsilon, momentum } = this.config;
    const channels = [x.shape[x.rank - 1]];
    const scale = this.gamma ?? ones(channels);
    const offset = this.beta ?? zeros(channels);
    // A frozen layer keeps to what it has learned, in training too.
    if (!training || !this.trainable || isMeta(x)) {
      return batchNorm(x, this.movingMean!, this.movingVariance!, scale, offset, epsilon);
    }
    const { y, statistics } = batchNormTraining(x, scale, offset, epsilon);
    followStatistics(this.movingMean!, this.movingVariance!, statistics, momentum);
    return y;
  }
}

/**
 * Brings each channel to mean 0 and variance 1 (Ioffe and Szegedy 2015): by the batch in training, which also updates
 * moving statistics, and by those statistics otherwise. A frozen layer (`trainable = false`) always uses the statistics.
 *
 * Input `[batch, …, channels]`, output the same; weights `gamma`, `beta`, `moving_mean`, `moving_variance` `[channels]`.
 *
 * @example
 * sequential([conv2d({ filters: 64, kernelSize: 3, useBias: false }), batchNormalization(), relu()]);
 */
export function batchNormalization(options: BatchNormalizationOptions = {}): BatchNormalization {
  return new BatchNormalization(options);
}
