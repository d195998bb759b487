import {
  clip,
  type Generator,
  mul,
  type Pair,
  randomNormal,
  type Tensor,
  tensor,
  ValueError,
  where,
} from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { drawBoxes, pixelsIn } from './boxes';
import { checkValueRange, drawChanges, drawFactors, type Factor, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandomErasingOptions extends RandomLayerOptions {
  /** The chance of an image to be erased is itself drawn from this, from 0 to 1; one number is `[0, factor]`. Default 1. */
  factor?: Factor;
  /** Height and width of the box are the roots of such shares of the image's. Default `[0.02, 0.33]`. */
  scale?: Factor;
  /** What the box is filled with, one number or one for each channel. Default: noise. */
  fillValue?: number | readonly number[];
  /** Least and greatest value of the images. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomErasing` makes. */
export class RandomErasing extends ImageAugmentation {
  static className = 'RandomErasing';
  static override readonly defaults = {
    factor: 1,
    scale: [0.02, 0.33],
    fillValue: undefined,
    valueRange: [0, 255],
    seed: undefined,
  } satisfies LayerDefaults<RandomErasingOptions>;
  declare readonly config: LayerConfig<RandomErasingOptions, typeof RandomErasing.defaults>;
  readonly #chance: Span;
  readonly #scale: Span;

  constructor(options: RandomErasingOptions = {}) {
    super(options);
    this.#chance = spanOf(this.config.factor, [0, 1], 'randomErasing');
    this.#scale = spanOf(this.config.scale, [0, 1], 'randomErasing', 'scale');
    checkValueRange(this.config.valueRange, 'randomErasing');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const heights = drawFactors(generator, n, this.#scale);
    const widths = drawFactors(generator, n, this.#scale);
    const isErased = drawChanges(generator, n, this.#chance);
    const shares = isErased.map((is, i): Pair => (is ? [Math.sqrt(heights[i]), Math.sqrt(widths[i])] : [0, 0]));
    const boxes = drawBoxes(generator, [height, width], shares);
    return where(pixelsIn(boxes, [height, width]), this.#filling(images, generator), asFloats(images));
  }

  #filling(images: Tensor, generator: Generator): Tensor | number {
    const { fillValue, valueRange } = this.config;
    const [low, high] = valueRange;
    if (fillValue === undefined) return clip(mul(randomNormal(images.shape, { generator }), high), low, high);
    if (typeof fillValue === 'number') return Math.min(high, Math.max(low, fillValue));
    if (fillValue.length !== images.shape[3]) {
      throw new ValueError(
        `randomErasing: images of ${images.shape[3]} channels take as many fill values, got ${JSON.stringify(fillValue)}`,
      );
    }
    return clip(tensor(Float32Array.from(fillValue)), low, high);
  }
}

/**
 * In training, replaces a box of random size and place in each image by noise, or by a colour (Zhong et al. 2017, random erasing;
 * DeVries and Taylor 2017, cutout).
 *
 * @throws {ValueError} if factor or scale is outside 0 … 1.
 *
 * @example
 * randomErasing({ factor: 0.5, fillValue: 127 });
 */
export function randomErasing(options?: RandomErasingOptions): RandomErasing {
  return new RandomErasing(options);
}
