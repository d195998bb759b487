import { add, mul, type Shape, type Tensor, type Variable } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { rulesOf, type ScaleOffsetOptions } from './weightRules';

/** What layers take that normalise each sample by itself. */
export interface AffineNormalizationOptions extends LayerOptions, ScaleOffsetOptions {
  /** Added to the variance. Default 1e-3. */
  epsilon?: number;
}

export const affineDefaults = {
  epsilon: 1e-3,
  center: true,
  scale: true,
  betaInitializer: 'zeros',
  betaRegularizer: undefined,
  betaConstraint: undefined,
  gammaInitializer: 'ones',
  gammaRegularizer: undefined,
  gammaConstraint: undefined,
} satisfies LayerDefaults<AffineNormalizationOptions>;

/** A normalisation followed by a learned factor and offset. */
export abstract class AffineNormalization extends Layer {
  declare readonly config: LayerConfig<AffineNormalizationOptions, typeof affineDefaults>;
  gamma: Variable | undefined = undefined;
  beta: Variable | undefined = undefined;

  protected addScaleAndOffset(shape: Shape): void {
    const { center, scale } = this.config;
    if (scale) this.gamma = this.addWeight({ name: 'gamma', shape, ...rulesOf(this.config, 'gamma') });
    if (center) this.beta = this.addWeight({ name: 'beta', shape, ...rulesOf(this.config, 'beta') });
  }

  /** `x * gamma + beta`, both brought to a shape that broadcasts into `x`. */
  protected scaleAndOffset(x: Tensor, shape: Shape): Tensor {
    const scaled = this.gamma ? mul(x, this.gamma.reshape(shape)) : x;
    return this.beta ? add(scaled, this.beta.reshape(shape)) : scaled;
  }
}
