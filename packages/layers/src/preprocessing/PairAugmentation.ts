import type { Generator, Tensor } from '@striate/tensor';
import type { CallOptions } from '../Layer';
import { asFloats, RandomLayer } from './ImageAugmentation';

/** Images and their labels. */
export type LabelledBatch = readonly [images: Tensor, labels: Tensor];

/** How a layer of pairs is called. */
export type PairCall = (batch: LabelledBatch, options?: CallOptions) => LabelledBatch;

/**
 * A layer that mixes images with others of their batch in training, and their labels with them: `layer([images, labels])` gives both. A
 * map of a data set is the place for it.
 */
export abstract class PairAugmentation extends RandomLayer {
  /** What training makes of images [n, height, width, channels] and labels [n, classes], both float32. */
  protected abstract augmentPair(batch: LabelledBatch, generator: Generator): LabelledBatch;

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    const [images, labels] = Array.isArray(inputs) ? inputs : [inputs as Tensor];
    if (labels === undefined) throw this.refusal('takes [images, labels], got one tensor');
    if (images.shape.length !== 4 || labels.shape.length < 2 || images.shape[0] !== labels.shape[0]) {
      throw this.refusal(
        `takes images [n, height, width, channels] and one-hot labels [n, classes], got [${images.shape}] and [${labels.shape}]`,
      );
    }
  }

  override call(batch: LabelledBatch, { training }: CallOptions): LabelledBatch {
    const floats: LabelledBatch = [asFloats(batch[0]), asFloats(batch[1])];
    return training ? this.augmentPair(floats, this.source) : floats;
  }
}
