import { add, mul, type Shape, type Tensor, type Variable } from '@striate/tensor';
import type { InitializerLike } from '../initializers/resolveInitializer';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

/** What layers take that normalise each sample by itself. */
export interface AffineNormalizationOptions extends LayerOptions {
  /** Added to the variance. Default 1e-3. */
  epsilon?: number;
  /** Whether there is a learned offset, `beta`. Default true. */
  center?: boolean;
  /** Whether there is a learned factor, `gamma`. Default true. */
  scale?: boolean;
  /** Default `zeros`. */
  betaInitializer?: InitializerLike;
  /** Default `ones`. */
  gammaInitializer?: InitializerLike;
}

export const affineDefaults = {
  epsilon: 1e-3,
  center: true,
  scale: true,
  betaInitializer: 'zeros',
  gammaInitializer: 'ones',
} satisfies LayerDefaults<AffineNormalizationOptions>;

/** A normalisation followed by a learned factor and offset. */
export abstract class AffineNormalization extends Layer {
  declare readonly config: LayerConfig<AffineNormalizationOptions, typeof affineDefaults>;
  gamma: Variable | undefined = undefined;
  beta: Variable | undefined = undefined;

  protected addScaleAndOffset(shape: Shape): void {
    const { center, scale, betaInitializer, gammaInitializer } = this.config;
    if (scale) this.gamma = this.addWeight({ name: 'gamma', shape, initializer: gammaInitializer });
    if (center) this.beta = this.addWeight({ name: 'beta', shape, initializer: betaInitializer });
  }

  /** `x * gamma + beta`, both brought to a shape that broadcasts into `x`. */
  protected scaleAndOffset(x: Tensor, shape: Shape): Tensor {
    const scaled = this.gamma ? mul(x, this.gamma.reshape(shape)) : x;
    return this.beta ? add(scaled, this.beta.reshape(shape)) : scaled;
  }
}
