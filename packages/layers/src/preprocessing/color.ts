import {
  add,
  clip,
  concat,
  div,
  equal,
  max,
  mean,
  min,
  minimum,
  mod,
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

/** The saturation of HSV times the factors, up to 1: each value moves away from the largest, or towards it. */
export function adjustSaturation(images: Tensor, factors: Tensor): Tensor {
  const value = max(images, 3, true);
  const chroma = sub(value, min(images, 3, true));
  // Saturation is chroma / value: a factor above its inverse would leave no more than 1 of it. Grey stays grey.
  const isGrey = equal(chroma, 0);
  const most = div(value, where(isGrey, 1, chroma));
  return sub(value, mul(sub(value, images), where(isGrey, 0, minimum(factors, most))));
}

/** The hue of HSV, moved by `turns` of the colour circle. */
export function adjustHue(images: Tensor, turns: Tensor): Tensor {
  const [red, green, blue] = split(images, 3, 3);
  const value = max(images, 3, true);
  const chroma = sub(value, min(images, 3, true));
  const unit = where(equal(chroma, 0), 1, chroma);
  // Sixths of the circle from red: which sector by the largest channel, where in it by the other two.
  const fromRed = div(sub(green, blue), unit);
  const fromGreen = add(div(sub(blue, red), unit), 2);
  const fromBlue = add(div(sub(red, green), unit), 4);
  const hue = where(equal(value, red), fromRed, where(equal(value, green), fromGreen, fromBlue));
  const moved = add(hue, mul(turns, 6));
  // A channel is `value` for two sixths, falls by `chroma` over one, stays there for two, and rises over one (Smith 1978).
  const channel = (start: number) => {
    const k = mod(add(moved, start), 6);
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
