import {
  add,
  broadcastTo,
  clip,
  cumsum,
  depthwiseConv2d,
  div,
  equal,
  floor,
  gather,
  greater,
  less,
  max,
  min,
  minimum,
  mul,
  ones,
  pad,
  range,
  scatterAdd,
  sub,
  type Tensor,
  tensor,
  where,
} from '@striate/tensor';
import { mix } from './color';
import type { Span } from './factors';

// What only RandAugment does to images [n, height, width, channels]: the operations of Python's image library, for any value range.

/** Each channel of each image stretched over the whole range. */
export function autoContrast(images: Tensor, [low, high]: Span): Tensor {
  const least = min(images, [1, 2], true);
  const span = sub(max(images, [1, 2], true), least);
  const isFlat = equal(span, 0);
  const stretched = add(mul(sub(images, least), div(high - low, where(isFlat, 1, span))), low);
  return where(isFlat, images, stretched);
}

/** Values from the thresholds on turned upside down. */
export function solarize(images: Tensor, thresholds: Tensor, [low, high]: Span): Tensor {
  return where(less(images, thresholds), images, sub(low + high, images));
}

/** Only so many different values, evenly spread from the low end. */
export function posterize(images: Tensor, levels: Tensor, [low, high]: Span): Tensor {
  const step = div(high - low, levels);
  return add(mul(minimum(floor(div(sub(images, low), step)), sub(levels, 1)), step), low);
}

/** Away from a smoothed image (factors above 1), or towards it. */
export function sharpen(images: Tensor, factors: Tensor, [low, high]: Span): Tensor {
  const channels = images.shape[3];
  const weights = tensor([1, 1, 1, 1, 5, 1, 1, 1, 1], [3, 3, 1, 1]);
  const filter = broadcastTo(mul(weights, 1 / 13), [3, 3, channels, 1]);
  const inner = depthwiseConv2d(images, filter);
  // The outermost pixels have too few neighbours and stay.
  const isInner = pad(ones(inner.shape), [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  const smooth = pad(inner, [
    [0, 0],
    [1, 1],
    [1, 1],
    [0, 0],
  ]);
  return clip(where(greater(isInner, 0), mix(smooth, images, factors), images), low, high);
}

/** As many pixels in every part of the range as can be: each value becomes the share of pixels up to it, in 256 steps. */
export function equalize(images: Tensor, [low, high]: Span): Tensor {
  const [n, height, width, channels] = images.shape;
  const levels = clip(floor(add(mul(sub(images, low), 255 / (high - low)), 0.5)), 0, 255).cast('int32');
  const histograms = mul(range(0, n * channels, 1, 'int32').reshape([n, 1, 1, channels]), 256);
  const slots = add(levels, histograms).reshape([-1]);
  const counts = scatterAdd(ones([images.size]), slots, n * channels * 256).reshape([n * channels, 256]);
  const upTo = cumsum(counts, 1);
  const total = height * width;
  const first = min(where(greater(upTo, 0), upTo, total), 1, true);
  const isFlat = equal(first, total);
  const table = add(mul(div(sub(upTo, first), where(isFlat, 1, sub(total, first))), high - low), low);
  const kept = where(isFlat, -1, 1).reshape([n, 1, 1, channels]);
  const equalized = gather(table.reshape([-1]), slots).reshape(images.shape);
  return where(greater(kept, 0), equalized, images);
}
