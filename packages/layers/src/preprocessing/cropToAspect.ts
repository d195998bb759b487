import { type Pair, resize, slice, type Tensor } from '@striate/tensor';

/** The block of images that begins at (top, left). */
export function crop(images: Tensor, [top, left]: Pair, [height, width]: Pair): Tensor {
  return slice(images, [0, top, left], [-1, height, width]);
}

/** The largest part in the middle of images that has the aspect ratio of `size`, in that size. */
export function cropToAspect(images: Tensor, size: Pair, interpolation?: 'nearest' | 'bilinear'): Tensor {
  const [, height, width] = images.shape;
  const part: Pair = [
    Math.max(1, Math.min(height, Math.floor((width * size[0]) / size[1]))),
    Math.max(1, Math.min(width, Math.floor((height * size[1]) / size[0]))),
  ];
  const start: Pair = [Math.floor((height - part[0]) / 2), Math.floor((width - part[1]) / 2)];
  return resize(crop(images, start, part), size, { interpolation });
}
