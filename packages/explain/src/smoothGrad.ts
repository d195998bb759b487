import type { Model } from '@striate/layers';
import {
  abs,
  add,
  argMax,
  Generator,
  max,
  min,
  mul,
  randomNormal,
  scope,
  sub,
  type Tensor,
  ValueError,
  zeros,
} from '@striate/tensor';
import { type ClassOptions, gradientsOf } from './classGradients';
import { checkPictures, graphOf, runGraph } from './graph';
import { afterStep, checkWhole, type Progress, replaced, type SteppingOptions } from './stepping';

/** Options of `smoothGrad`. */
export interface SmoothGradOptions extends ClassOptions, SteppingOptions<Progress> {
  /** How many noisy copies. Default 50. */
  readonly samples?: number;
  /** Standard deviation of the noise, as a share of the range of the picture's values. Default 0.15. */
  readonly noise?: number;
  /** Default 0. */
  readonly seed?: number;
}

/**
 * A saliency map with less noise in it: the mean of the gradients of many copies of the picture, each with noise of its own (Smilkov,
 * Thorat, Kim, Viégas and Wattenberg 2017, "SmoothGrad: removing noise by adding noise"). Of the mean the largest channel counts, as in
 * `saliency`. Without a class, that of the picture without noise.
 *
 * Shapes: `x` is `[batch, height, width, channels]`; the result `[batch, height, width]`, from 0 on.
 *
 * @throws {ValueError} for a class that is not there, or numbers out of range.
 *
 * @example
 * const heat = await smoothGrad(net, picture, { classIndex: 3, samples: 25, seed: 1 });
 */
export async function smoothGrad(model: Model, x: Tensor, options: SmoothGradOptions = {}): Promise<Tensor> {
  const { samples = 50, noise = 0.15, seed = 0, signal } = options;
  const graph = graphOf(model, 'smoothGrad');
  checkPictures(graph, x, 'smoothGrad');
  checkWhole(samples, 1, 'samples', 'smoothGrad');
  if (!(noise >= 0 && noise < Number.POSITIVE_INFINITY))
    throw new ValueError(`smoothGrad: noise must be a number >= 0, got ${noise}`);
  signal?.throwIfAborted();
  const generator = new Generator(seed);
  const best = scope(() => argMax(runGraph(graph, x), 1));
  const classIndex = options.classIndex ?? [...(await best.data())];
  best.dispose();
  let total = zeros(x.shape);
  try {
    for (let step = 1; step <= samples; step++) {
      const next = scope(() => {
        const range = sub(max(x), min(x));
        const noisy = add(x, mul(randomNormal(x.shape, { stddev: noise, generator }), range));
        return add(total, gradientsOf(graph, noisy, { classIndex }, 'smoothGrad').input);
      });
      total = replaced(total, next);
      await afterStep(options, () => ({ step, steps: samples }));
    }
    return scope(() => max(abs(mul(total, 1 / samples)), 3));
  } finally {
    total.dispose();
  }
}
