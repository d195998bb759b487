import { layerNorm, normalizeAxis, reshape, type Shape, type Tensor, ValueError } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { AffineNormalization, type AffineNormalizationOptions, affineDefaults } from './AffineNormalization';
import { checkCount } from './checkCount';

export interface GroupNormalizationOptions extends AffineNormalizationOptions {
  /** Groups of channels; 1 normalises all together, -1 each on its own (instance normalisation). Default 32. */
  groups?: number;
  /** The axis of channels. Default: the last. */
  axis?: number;
}

/** The layer that `groupNormalization` makes. */
export class GroupNormalization extends AffineNormalization {
  static className = 'GroupNormalization';
  static override readonly defaults = {
    groups: 32,
    axis: -1,
    ...affineDefaults,
  } satisfies LayerDefaults<GroupNormalizationOptions>;
  declare readonly config: LayerConfig<GroupNormalizationOptions, typeof GroupNormalization.defaults>;

  constructor(options: GroupNormalizationOptions) {
    super(options);
    if (this.config.groups !== -1) checkCount(this.config.groups, 'groupNormalization', 'groups');
  }

  override build(inputShape: Shape): void {
    const axis = this.#axis(inputShape);
    const channels = inputShape[axis];
    const { groups } = this.config;
    if (groups !== -1 && channels % groups !== 0) {
      throw new ValueError(
        `groupNormalization: layer '${this.name}' has ${groups} groups, which do not divide the ${channels} channels of its input`,
      );
    }
    this.addScaleAndOffset([channels]);
    this.inputFeatures = channels;
  }

  #axis(shape: Shape): number {
    const axis = normalizeAxis(this.config.axis, shape.length, 'groupNormalization');
    if (axis === 0) throw this.refusal(`has channels on axis ${this.config.axis} of [${shape}], which is the batch`);
    if (this.built && shape[axis] !== this.inputFeatures)
      throw this.refusal(`was built for ${this.inputFeatures} channels, got ${shape[axis]}: [${shape}]`);
    return axis;
  }

  override call(x: Tensor): Tensor {
    const axis = this.#axis(x.shape);
    const channels = x.shape[axis];
    const groups = this.config.groups === -1 ? channels : this.config.groups;
    const grouped = reshape(x, [...x.shape.slice(0, axis), groups, channels / groups, ...x.shape.slice(axis + 1)]);
    const within = [...grouped.shape.keys()].filter((i) => i !== 0 && i !== axis);
    const y = reshape(layerNorm(grouped, { axis: within, epsilon: this.config.epsilon }), x.shape);
    return this.scaleAndOffset(
      y,
      x.shape.map((d, i) => (i === axis ? d : 1)),
    );
  }
}

/**
 * Brings groups of channels of each sample to mean 0 and variance 1 (Wu and He 2018): what replaces batch normalisation where
 * batches are small. Weights `gamma` and `beta` `[channels]`.
 *
 * @throws {ValueError} if `groups` does not divide the channels.
 *
 * @example
 * groupNormalization({ groups: 8 })(ones([1, 7, 7, 32])).shape; // [1, 7, 7, 32]
 */
export function groupNormalization(options: GroupNormalizationOptions = {}): GroupNormalization {
  return new GroupNormalization(options);
}
