import { affineSample, type Generator, type Pair, type Tensor, ValueError } from '@striate/tensor';
import type { CallOptions, LayerConfig, LayerDefaults } from '../Layer';
import type { RandomLayerOptions } from '../layers/RandomLayer';
import { checkName, checkSize, type Matrix, matricesOf } from './AffineAugmentation';
import { cropToAspect } from './cropToAspect';
import { drawFactors, type Span } from './factors';
import { ImageAugmentation } from './ImageAugmentation';

export interface RandomResizedCropOptions extends RandomLayerOptions {
  /** Of the output, in pixels. */
  height: number;
  width: number;
  /** Area of the part, as a share of the image's, from the first number to the second. Default `[0.08, 1]`. */
  scale?: Span;
  /** Width of the part by its height; its logarithm is drawn evenly. Default `[0.75, 1.33]`. */
  ratio?: Span;
  /** Default `bilinear`. */
  interpolation?: 'nearest' | 'bilinear';
}

/** The layer that `randomResizedCrop` makes. */
export class RandomResizedCrop extends ImageAugmentation {
  static className = 'RandomResizedCrop';
  /** Whether Keras lacks it. */
  static readonly isExtra = true;
  static override readonly defaults = {
    height: undefined,
    width: undefined,
    scale: [0.08, 1],
    ratio: [0.75, 1.33],
    interpolation: 'bilinear',
    seed: undefined,
  } satisfies LayerDefaults<RandomResizedCropOptions>;
  declare readonly config: LayerConfig<RandomResizedCropOptions, typeof RandomResizedCrop.defaults>;
  readonly #size: Pair;

  constructor(options: RandomResizedCropOptions) {
    super(options);
    const { scale, ratio, interpolation } = this.config;
    this.#size = checkSize(options, 'randomResizedCrop');
    checkName(interpolation, ['nearest', 'bilinear'], 'randomResizedCrop: interpolation');
    if (!(scale[0] > 0 && scale[0] <= scale[1] && scale[1] <= 1))
      throw new ValueError(
        `randomResizedCrop: scale must be [low, high] above 0 and up to 1, got ${JSON.stringify(scale)}`,
      );
    if (!(ratio[0] > 0 && ratio[0] <= ratio[1]))
      throw new ValueError(`randomResizedCrop: ratio must be [low, high] above 0, got ${JSON.stringify(ratio)}`);
  }

  override call(images: Tensor, { training }: CallOptions): Tensor {
    return training ? this.disturb(images) : cropToAspect(images, this.#size, this.config.interpolation);
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const { scale, ratio, interpolation } = this.config;
    const areas = drawFactors(generator, n, scale);
    const ratios = drawFactors(generator, n, [Math.log(ratio[0]), Math.log(ratio[1])]).map(Math.exp);
    const u = generator.uniform(2 * n);
    const maps = Array.from(areas, (share, i): Matrix => {
      const area = share * height * width;
      const rows = Math.min(height, Math.max(1, Math.sqrt(area / ratios[i])));
      const columns = Math.min(width, Math.max(1, Math.sqrt(area * ratios[i])));
      const [down, right] = [rows / this.#size[0], columns / this.#size[1]];
      const [top, left] = [u[2 * i] * (height - rows), u[2 * i + 1] * (width - columns)];
      // Pixel centres lie at half coordinates: the first one of the output half a step from the edge of the part.
      return [right, 0, left + right / 2 - 0.5, 0, down, top + down / 2 - 0.5];
    });
    return affineSample(images, matricesOf(maps), { size: this.#size, interpolation, fillMode: 'nearest' });
  }
}

/**
 * In training, a part of each image, of random area, aspect ratio and place, brought to one size (Szegedy et al. 2015). Elsewhere the
 * largest part in the middle that has the right aspect ratio.
 *
 * Shapes: [n, any height, any width, channels] → [n, height, width, channels], float32.
 *
 * @throws {ValueError} for a size, scale or ratio that is none.
 *
 * @example
 * randomResizedCrop({ height: 224, width: 224 })(photos, { training: true });
 */
export function randomResizedCrop(options: RandomResizedCropOptions): RandomResizedCrop {
  return new RandomResizedCrop(options);
}
