import { ShapeError } from '../errors';
import { format } from '../shape';
import type { Tensor } from '../tensor';
import { add, mul, sub } from './arithmetic';
import { ensure } from './cast';
import { type TensorLike, tensor } from './creation';
import { gather } from './gather';
import { checkImages, type Pair } from './window';

export interface ResizeOptions {
  /** `nearest` or `bilinear` (default). */
  interpolation?: 'nearest' | 'bilinear';
}

/**
 * Images in another size. Pixel centres lie at half coordinates, as in TensorFlow 2, Keras and PyTorch (`align_corners=False`).
 * Made of gathers, so it has a gradient everywhere.
 *
 * Shapes: [batch, height, width, channels] → [batch, size[0], size[1], channels].
 *
 * @example
 * resize(images, [224, 224]);
 */
export function resize(x: TensorLike, size: Pair, { interpolation = 'bilinear' }: ResizeOptions = {}): Tensor {
  const images = ensure(x, 'float32');
  checkImages(images.shape, 'resize');
  if (size.some((s) => !Number.isInteger(s) || s < 1) || images.shape[1] * images.shape[2] === 0) {
    throw new ShapeError(`resize: cannot bring ${format(images.shape)} to ${format(size)}`);
  }
  const along = interpolation === 'nearest' ? nearest : bilinear;
  return along(along(images, 1, size[0]), 2, size[1]);
}

function nearest(x: Tensor, axis: number, size: number): Tensor {
  const from = x.shape[axis];
  if (from === size) return x;
  return gather(
    x,
    tensor(Int32Array.from({ length: size }, (_, i) => Math.min(from - 1, Math.floor((i + 0.5) * (from / size))))),
    axis,
  );
}

function bilinear(x: Tensor, axis: number, size: number): Tensor {
  const from = x.shape[axis];
  if (from === size) return x;
  const position = Array.from({ length: size }, (_, i) =>
    Math.min(from - 1, Math.max(0, ((i + 0.5) * from) / size - 0.5)),
  );
  const low = gather(x, tensor(Int32Array.from(position, Math.floor)), axis);
  const high = gather(x, tensor(Int32Array.from(position, (p) => Math.min(from - 1, Math.floor(p) + 1))), axis);
  const share = tensor(
    Float32Array.from(position, (p) => p - Math.floor(p)),
    x.shape.map((_, i) => (i === axis ? size : 1)),
  );
  return add(low, mul(sub(high, low), share));
}
