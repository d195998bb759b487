import type { Model } from '@striate/layers';
import { pictureRules } from '@striate/models';
import { type Tensor, tensor } from '@striate/tensor';

/** What black and white are for a network: a tensor of a number a channel, `[1, 1, 1, channels]`, for each. */
export interface PixelRange {
  readonly low: Tensor;
  readonly high: Tensor;
  /** `high - low`. */
  readonly span: Tensor;
}

/** From the preprocessing its weights came with, or as given; 0 and 1 where neither says. */
export function pixelRange(model: Model, channels: number, given: readonly [number, number] | undefined): PixelRange {
  const rules = given ? undefined : pictureRules(model).preprocessing;
  const ends = [0, 255].map((byte, end) =>
    Float32Array.from({ length: channels }, (_, c) =>
      rules ? (byte * rules.scale - (rules.mean?.[c] ?? 0)) / (rules.std?.[c] ?? 1) : (given?.[end] ?? end),
    ),
  );
  const made = (values: Float32Array) => tensor(values, [1, 1, 1, channels]);
  const [low, high] = ends;
  return { low: made(low), high: made(high), span: made(high.map((value, c) => value - low[c])) };
}
