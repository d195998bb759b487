import { matmul, type Pair, reshape, type Tensor, tensor } from '@striate/tensor';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { imageAxes } from './axes';
import { checkCount } from './checkCount';

export interface AdaptiveAveragePooling2DOptions extends LayerOptions {
  /** Height and width of the output. */
  outputSize: number | Pair;
}

/** The layer that `adaptiveAveragePooling2d` makes. */
export class AdaptiveAveragePooling2D extends Layer {
  static className = 'AdaptiveAveragePooling2D';
  static override readonly defaults = {
    outputSize: undefined,
  } satisfies LayerDefaults<AdaptiveAveragePooling2DOptions>;
  declare readonly config: LayerConfig<AdaptiveAveragePooling2DOptions, typeof AdaptiveAveragePooling2D.defaults>;
  protected override inputAxes = imageAxes;
  readonly #size: Pair;

  constructor(options: AdaptiveAveragePooling2DOptions) {
    super(options);
    const { outputSize } = options;
    this.#size = typeof outputSize === 'number' ? [outputSize, outputSize] : outputSize;
    for (const size of this.#size) checkCount(size, 'adaptiveAveragePooling2d', 'outputSize');
  }

  override call(x: Tensor): Tensor {
    const [height, width] = this.#size;
    return averageAxis(averageAxis(x, 1, height), 2, width);
  }
}

/** Means of `size` windows along an axis; all of them at once are a product with a matrix of shares. */
function averageAxis(x: Tensor, axis: number, size: number): Tensor {
  const length = x.shape[axis];
  if (length === size) return x;
  const [outer, inner] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)];
  const columns = reshape(x, [product(outer), length, product(inner)]);
  return reshape(matmul(shares(length, size), columns), [...outer, size, ...inner]);
}

/** `[size, length]`: window i spans from `i * length / size`, rounded down, to `(i + 1) * length / size`, rounded up. */
function shares(length: number, size: number): Tensor {
  const matrix = new Float32Array(size * length);
  for (let i = 0; i < size; i++) {
    const [start, end] = [Math.floor((i * length) / size), Math.ceil(((i + 1) * length) / size)];
    matrix.fill(1 / (end - start), i * length + start, i * length + end);
  }
  return tensor(matrix, [size, length]);
}

function product(sizes: readonly number[]): number {
  return sizes.reduce((total, d) => total * d, 1);
}

/**
 * Means over a grid of windows that together cover the image, whatever its size: `[batch, height, width, channels]` becomes
 * `[batch, ...outputSize, channels]`. Windows differ by up to a pixel and may overlap, as PyTorch's do; an image that has
 * the size already passes unchanged, and a smaller one is repeated.
 *
 * @throws {ValueError} if `outputSize` is not made of whole numbers of at least 1.
 *
 * @example
 * adaptiveAveragePooling2d({ outputSize: 7 })(ones([1, 10, 12, 512])).shape; // [1, 7, 7, 512]
 */
export function adaptiveAveragePooling2d(options: AdaptiveAveragePooling2DOptions): AdaptiveAveragePooling2D {
  return new AdaptiveAveragePooling2D(options);
}
