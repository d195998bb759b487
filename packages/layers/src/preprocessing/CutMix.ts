import { add, type Generator, gather, mul, type Pair, sub, tensor, where } from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import type { RandomLayerOptions } from '../layers/RandomLayer';
import { drawBeta } from './beta';
import { areaOf, drawBoxes, pixelsIn } from './boxes';
import { drawFactors, type Factor, type Span, spanOf } from './factors';
import { type LabelledBatch, PairAugmentation, type PairCall } from './PairAugmentation';

export interface CutMixOptions extends RandomLayerOptions {
  /** Both parameters of the beta distribution that areas come from are drawn from this, from 0 to 1; one number is `[0, factor]`. Default 1. */
  factor?: Factor;
}

/** The layer that `cutMix` makes. */
export class CutMix extends PairAugmentation {
  static className = 'CutMix';
  static override readonly defaults = { factor: 1, seed: undefined } satisfies LayerDefaults<CutMixOptions>;
  declare readonly config: LayerConfig<CutMixOptions, typeof CutMix.defaults>;
  readonly #alpha: Span;

  constructor(options: CutMixOptions = {}) {
    super(options);
    this.#alpha = spanOf(this.config.factor, [0, 1], 'cutMix');
  }

  protected override augmentPair([images, labels]: LabelledBatch, generator: Generator): LabelledBatch {
    const [n, height, width] = images.shape;
    const size: Pair = [height, width];
    const others = tensor(generator.permutation(n));
    const [alpha] = drawFactors(generator, 1, this.#alpha);
    const sides = Array.from(drawBeta(generator, n, alpha + 1e-6), (kept): Pair => {
      return [Math.sqrt(1 - kept), Math.sqrt(1 - kept)];
    });
    const boxes = drawBoxes(generator, size, sides);
    // What a label keeps is the share of pixels its image keeps, exactly.
    const rest = labels.shape.slice(1).map(() => 1);
    const cut = tensor(
      Float32Array.from(boxes, (box) => areaOf(box, size)),
      [n, ...rest],
    );
    return [
      where(pixelsIn(boxes, size), gather(images, others), images),
      add(mul(labels, sub(1, cut)), mul(gather(labels, others), cut)),
    ];
  }
}

/**
 * In training, a box of each image is replaced by the same box of another of the batch, and its label by the mean weighted with their
 * areas (Yun et al. 2019).
 *
 * @throws {ValueError} if the factor is outside 0 … 1, {ShapeError} unless labels are one-hot: [n, classes].
 *
 * @example
 * const [x, y] = cutMix()([images, ops.oneHot(labels, 10)], { training: true });
 */
export function cutMix(options?: CutMixOptions): PairCall & CutMix {
  return new CutMix(options) as PairCall & CutMix;
}
