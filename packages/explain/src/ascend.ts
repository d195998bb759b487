import {
  abs,
  add,
  concat,
  depthwiseConv2d,
  div,
  type Generator,
  maximum,
  mean,
  minimum,
  mul,
  randomInt,
  scope,
  slice,
  sub,
  type Tensor,
  tensor,
  valueAndGrad,
} from '@striate/tensor';
import type { PixelRange } from './pixelRange';
import { afterStep, type Progress, replaced, type SteppingOptions } from './stepping';

/** What a gradient ascent on a picture says after each step. */
export interface AscentProgress extends Progress {
  /** What the layer gave before the step. */
  readonly value: number;
  /** The picture after the step, `[1, height, width, channels]`, as the model takes it. It lives until the next step: copy what you keep. */
  readonly picture: Tensor;
}

interface Ascent extends SteppingOptions<AscentProgress> {
  readonly objective: (x: Tensor) => Tensor;
  readonly range: PixelRange;
  readonly steps: number;
  /** Numbers of the first step and of all, where this is a part of a longer ascent. */
  readonly counted?: { readonly from: number; readonly of: number };
  /** Mean change of a value in a step, as a share of the range from black to white. */
  readonly rate: number;
  readonly jitter: number;
  /** Standard deviation of a blur after each step, in pixels; 0 for none. */
  readonly blur: number;
  /** Share of the distance to mid grey by which each step takes the picture back. */
  readonly decay: number;
  readonly generator: Generator;
}

/**
 * Changes a picture so that `objective` grows, a normalised gradient step at a time; takes over `start`. Each step looks at the picture
 * from a slightly other place, so that no pattern of single pixels can build up.
 */
export async function ascend(start: Tensor, ascent: Ascent): Promise<Tensor> {
  const { objective, range, steps, rate, jitter, blur, decay, generator, counted = { from: 0, of: steps } } = ascent;
  let picture = start;
  try {
    for (let step = 1; step <= steps; step++) {
      const [down, right] = await shifts(jitter, generator);
      const { value, next } = scope(() => {
        const moved = rolled(picture, down, right);
        const { value, grad } = valueAndGrad(objective)(moved);
        const size = add(mean(abs(grad)), 1e-12);
        const climbed = add(moved, mul(mul(grad, range.span), div(rate, size)));
        let x = rolled(climbed, -down, -right);
        if (blur > 0) x = blurred(x, blur);
        if (decay > 0) x = add(mul(x, 1 - decay), mul(add(range.low, range.high), decay / 2));
        return { value, next: minimum(maximum(x, range.low), range.high) };
      });
      picture = replaced(picture, next);
      const found = (await value.data())[0];
      value.dispose();
      await afterStep(ascent, () => ({ step: counted.from + step, steps: counted.of, value: found, picture }));
    }
    return picture;
  } catch (error) {
    picture.dispose();
    throw error;
  }
}

async function shifts(jitter: number, generator: Generator): Promise<readonly [number, number]> {
  if (jitter === 0) return [0, 0];
  const drawn = randomInt([2], -jitter, jitter + 1, { generator });
  const [down, right] = await drawn.data();
  drawn.dispose();
  return [down, right];
}

/** A picture moved, what leaves it on one side coming back on the other. */
function rolled(x: Tensor, down: number, right: number): Tensor {
  let moved = x;
  for (const [axis, by] of [
    [1, down],
    [2, right],
  ] as const) {
    const size = moved.shape[axis];
    const at = ((-by % size) + size) % size;
    if (at === 0) continue;
    const part = (begin: number, length: number) =>
      slice(
        moved,
        moved.shape.map((_, i) => (i === axis ? begin : 0)),
        moved.shape.map((d, i) => (i === axis ? length : d)),
      );
    moved = concat([part(at, size - at), part(0, at)], axis);
  }
  return moved;
}

/** A Gaussian blur of each channel. */
function blurred(x: Tensor, sigma: number): Tensor {
  const reach = Math.max(1, Math.ceil(2 * sigma));
  const line = Array.from({ length: 2 * reach + 1 }, (_, i) => Math.exp(-((i - reach) ** 2) / (2 * sigma ** 2)));
  const sum = line.reduce((a, b) => a + b);
  const channels = x.shape[3];
  const filter = (shape: readonly number[]) =>
    tensor(
      Float32Array.from({ length: line.length * channels }, (_, i) => line[Math.floor(i / channels)] / sum),
      shape,
    );
  const size = line.length;
  const along = (y: Tensor, shape: readonly number[]) => depthwiseConv2d(y, filter(shape), { padding: 'same' });
  // What lies outside counts as the mean, so that borders neither darken nor brighten.
  const middle = mean(x, [1, 2], true);
  return add(along(along(sub(x, middle), [size, 1, channels, 1]), [1, size, channels, 1]), middle);
}
