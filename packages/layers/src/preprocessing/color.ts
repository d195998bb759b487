import {
  add,
  clip,
  concat,
  div,
  equal,
  floor,
  maximum,
  mean,
  minimum,
  mul,
  ShapeError,
  split,
  sub,
  sum,
  type Tensor,
  where,
} from '@striate/tensor';
import type { Span } from './factors';

// Colours of images [n, height, width, 3]; factors are [n, 1, 1, 1], one for each image. Values count from the low end of their range.

/** @throws {ShapeError} unless images have red, green and blue. */
export function checkColors({ shape }: Tensor, who: string): void {
  if (shape[3] !== 3) throw new ShapeError(`${who}: takes 3 channels (red, green, blue), got ${shape[3]}: [${shape}]`);
}

/** (x - mean) factor + mean, with the mean of each channel of each image. */
export function adjustContrast(images: Tensor, factors: Tensor, [low, high]: Span): Tensor {
  const means = mean(images, [1, 2], true);
  return clip(add(mul(images, factors), mul(means, sub(1, factors))), low, high);
}

/** Red, green and blue apart, which is faster than channels side by side; their maximum, and how far the minimum is from it. */
function planes(images: Tensor) {
  const channels = split(images, 3, 3);
  const [red, green, blue] = channels;
  const value = maximum(maximum(red, green), blue);
  return { channels, value, chroma: sub(value, minimum(minimum(red, green), blue)) };
}

/** The saturation of HSV times the factors, up to 1: each value moves away from the largest, or towards it. */
export function adjustSaturation(images: Tensor, factors: Tensor): Tensor {
  const { channels, value, chroma } = planes(images);
  // Saturation is chroma / value: a factor above its inverse would leave no more than 1 of it. What is grey has none, and stays.
  const most = div(value, where(equal(chroma, 0), 1, chroma));
  const factor = minimum(most, factors);
  return concat(
    channels.map((channel) => sub(value, mul(sub(value, channel), factor))),
    3,
  );
}

/** The hue of HSV, moved by `turns` of the colour circle. */
export function adjustHue(images: Tensor, turns: Tensor): Tensor {
  const { channels, value, chroma } = planes(images);
  const [red, green, blue] = channels;
  const unit = where(equal(chroma, 0), 1, chroma);
  // Sixths of the circle from red: which sector by the largest channel, where in it by the other two.
  const isRed = equal(value, red);
  const isGreen = equal(value, green);
  const apart = where(isRed, sub(green, blue), where(isGreen, sub(blue, red), sub(red, green)));
  const sector = where(isRed, 0, where(isGreen, 2, 4));
  const moved = add(add(div(apart, unit), sector), mul(turns, 6));
  // A channel is `value` for two sixths, falls by `chroma` over one, stays there for two, and rises over one (Smith 1978).
  const channel = (start: number) => {
    const from = add(moved, start);
    const k = sub(from, mul(floor(mul(from, 1 / 6)), 6));
    return sub(value, mul(chroma, clip(minimum(k, sub(4, k)), 0, 1)));
  };
  return concat([channel(5), channel(3), channel(1)], 3);
}

/** The brightness an eye sees (ITU-R BT.601), [n, height, width, 1]. */
export function grayscale(images: Tensor): Tensor {
  return sum(mul(images, [0.2989, 0.587, 0.114]), 3, true);
}

/** `a + (b - a) share`. */
export function mix(a: Tensor, b: Tensor, share: Tensor): Tensor {
  return add(a, mul(sub(b, a), share));
}
