import { Generator, sharedGenerator, type Tensor } from '@striate/tensor';
import type { InferenceForm } from '../InferenceForm';
import { type CallOptions, Layer, type LayerOptions } from '../Layer';
import { imageAxes } from '../layers/axes';

export interface RandomLayerOptions extends LayerOptions {
  /** A random stream of its own. Default: the shared generator, see `seed()`. */
  seed?: number;
}

/** A layer that draws random numbers: `source` is where from. */
export abstract class RandomLayer extends Layer {
  declare readonly config: RandomLayerOptions;

  constructor(options: RandomLayerOptions) {
    super(options);
    if (options.seed !== undefined) this.generator = new Generator(options.seed);
  }

  protected get source(): Generator {
    return this.generator ?? sharedGenerator();
  }
}

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
 *     return where(isInverted, sub(255, images), images);
 *   }
 * }
 */
export abstract class ImageAugmentation extends RandomLayer {
  protected override inputAxes = imageAxes;

  /** What training makes of images [n, height, width, channels]. All that is random about it comes from `generator`. */
  protected abstract augment(images: Tensor, generator: Generator): Tensor;

  override inferenceForm(): InferenceForm {
    return { kind: 'identity' };
  }

  override call(images: Tensor, { training }: CallOptions): Tensor {
    return training ? this.augment(images, this.source) : asFloats(images);
  }
}

export function asFloats(images: Tensor): Tensor {
  return images.dtype === 'float32' ? images : images.cast('float32');
}
