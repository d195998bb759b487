import { type Generator, sharedGenerator, type Tensor } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import type { CallOptions } from '../Layer';
import { imageAxes } from '../layers/axes';
import { RandomLayer } from '../layers/RandomLayer';

/**
 * A layer that changes images at random in training, each in its own way, and leaves them as they are elsewhere. Takes float32 and
 * uint8, gives float32.
 *
 * A layer of your own has `augment`.
 *
 * @example
 * class RandomInvert extends ImageAugmentation {
 *   augment(images: Tensor, generator: Generator): Tensor {
 *     const isInverted = tensor(generator.uniform(images.shape[0]), [-1, 1, 1, 1]).less(0.5);
 *     return ops.where(isInverted, ops.sub(255, images), images);
 *   }
 * }
 */
export abstract class ImageAugmentation extends RandomLayer {
  protected override inputAxes = imageAxes;

  /** What training makes of images [n, height, width, channels]. All that is random about it comes from `generator`. */
  protected abstract augment(images: Tensor, generator: Generator): Tensor;

  protected override disturb(images: Tensor): Tensor {
    return this.augment(images, this.generator ?? sharedGenerator());
  }

  override inferenceForm(): InferenceForm {
    return { kind: 'identity' };
  }

  override call(images: Tensor, { training }: CallOptions): Tensor {
    return training ? this.disturb(images) : asFloats(images);
  }
}

export function asFloats(images: Tensor): Tensor {
  return images.dtype === 'float32' ? images : images.cast('float32');
}
