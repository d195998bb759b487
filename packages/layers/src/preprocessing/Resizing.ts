import { type Pair, pad, resize, type Tensor, ValueError } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from '../layers/axes';
import { checkName, checkSize } from './AffineAugmentation';
import { cropToAspect } from './cropToAspect';

export interface ResizingOptions extends LayerOptions {
  /** Of the output, in pixels. */
  height: number;
  width: number;
  /** Default `bilinear`. */
  interpolation?: 'nearest' | 'bilinear';
  /** Whether what sticks out is cut off, the same on both sides, so that nothing is distorted. Default false. */
  cropToAspectRatio?: boolean;
  /** Whether the short side is filled up, the same on both sides, so that nothing is distorted. Default false. */
  padToAspectRatio?: boolean;
  /** With `padToAspectRatio`. Default, and the only one, `constant`. */
  fillMode?: 'constant';
  /** With `padToAspectRatio`. Default 0. */
  fillValue?: number;
}

/** The layer that `resizing` makes. */
export class Resizing extends Layer {
  static className = 'Resizing';
  static override readonly defaults = {
    height: undefined,
    width: undefined,
    interpolation: 'bilinear',
    cropToAspectRatio: false,
    padToAspectRatio: false,
    fillMode: 'constant',
    fillValue: 0,
  } satisfies LayerDefaults<ResizingOptions>;
  declare readonly config: LayerConfig<ResizingOptions, typeof Resizing.defaults>;
  protected override inputAxes = imageAxes;

  constructor(options: ResizingOptions) {
    super(options);
    checkSize(options, 'resizing');
    checkName(this.config.interpolation, ['nearest', 'bilinear'], 'resizing: interpolation');
    checkName(this.config.fillMode, ['constant'], 'resizing: fillMode');
    if (options.cropToAspectRatio && options.padToAspectRatio)
      throw new ValueError('resizing: cropToAspectRatio and padToAspectRatio are both true; one of them can be');
  }

  override call(images: Tensor): Tensor {
    const { height, width, interpolation, cropToAspectRatio, padToAspectRatio, fillValue } = this.config;
    const size: Pair = [height, width];
    if (cropToAspectRatio) return cropToAspect(images, size, interpolation);
    const whole = padToAspectRatio ? padToAspect(images.cast('float32'), size, fillValue) : images;
    return resize(whole, size, { interpolation });
  }
}

function padToAspect(images: Tensor, size: Pair, value: number): Tensor {
  const [, height, width] = images.shape;
  const [rows, columns] = [
    Math.max(height, Math.floor((width * size[0]) / size[1])) - height,
    Math.max(width, Math.floor((height * size[1]) / size[0])) - width,
  ];
  const sides = (missing: number): Pair => [Math.floor(missing / 2), Math.ceil(missing / 2)];
  return pad(images, [[0, 0], sides(rows), sides(columns), [0, 0]], { value });
}

/**
 * Images in another size, in training and elsewhere.
 *
 * Shapes: [n, any height, any width, channels] → [n, height, width, channels], float32.
 *
 * @throws {ValueError} for a size that is none.
 *
 * @example
 * resizing({ height: 224, width: 224, cropToAspectRatio: true })(photos);
 */
export function resizing(options: ResizingOptions): Resizing {
  return new Resizing(options);
}
