import { add, type Generator, gather, mul, sub, type Tensor, tensor, ValueError } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import type { RandomLayerOptions } from '../layers/RandomLayer';
import { drawBeta } from './beta';
import { perImage } from './factors';
import { type LabelledBatch, PairAugmentation, type PairCall } from './PairAugmentation';

export interface MixUpOptions extends RandomLayerOptions {
  /** Both parameters of the beta distribution that weights come from, above 0: the larger, the more even the mix. Default 0.2. */
  alpha?: number;
}

/** The layer that `mixUp` makes. */
export class MixUp extends PairAugmentation {
  static className = 'MixUp';
  static override readonly defaults = { alpha: 0.2, seed: undefined } satisfies LayerDefaults<MixUpOptions>;
  declare readonly config: LayerConfig<MixUpOptions, typeof MixUp.defaults>;

  constructor(options: MixUpOptions = {}) {
    super(options);
    const { alpha } = this.config;
    if (!(alpha > 0)) throw new ValueError(`mixUp: alpha must be a number above 0, got ${alpha}`);
  }

  protected override augmentPair([images, labels]: LabelledBatch, generator: Generator): LabelledBatch {
    const n = images.shape[0];
    const others = tensor(generator.permutation(n));
    const weights = drawBeta(generator, n, this.config.alpha);
    const mixed = (x: Tensor, weight: Tensor) => add(mul(x, weight), mul(gather(x, others), sub(1, weight)));
    const rest = labels.shape.slice(1).map(() => 1);
    return [mixed(images, perImage(weights)), mixed(labels, tensor(weights, [n, ...rest]))];
  }
}

/**
 * In training, each image and its label become weighted means with another of the batch (Zhang et al. 2018, mixup).
 *
 * @throws {ValueError} unless alpha is above 0, {ShapeError} unless labels are one-hot: [n, classes].
 *
 * @example
 * const [x, y] = mixUp({ alpha: 0.2 })([images, ops.oneHot(labels, 10)], { training: true });
 */
export function mixUp(options?: MixUpOptions): PairCall & MixUp {
  return new MixUp(options) as PairCall & MixUp;
}
