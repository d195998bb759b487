import type { Model } from '@striate/layers';
import {
  add,
  addN,
  clone,
  Generator,
  keep,
  mean,
  resize,
  scope,
  square,
  sub,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { type AscentProgress, ascend } from './ascend';
import { graphOf, runGraph, stepNamed } from './graph';
import { pixelRange } from './pixelRange';
import { checkWhole, type SteppingOptions } from './stepping';

/** Options of `deepDream`. */
export interface DeepDreamOptions extends SteppingOptions<AscentProgress> {
  /** Layers of which more is wanted; those of a model within the model as `outer/inner`. */
  readonly layers: readonly string[];
  /** In how many sizes the picture is worked on, the last one its own. Default 3. */
  readonly octaves?: number;
  /** Ratio between two of them. Default 1.4. */
  readonly octaveScale?: number;
  /** Steps in each. Default 10. */
  readonly steps?: number;
  /** Mean change of a pixel in a step, as a share of the range from black to white. Default 0.01. */
  readonly rate?: number;
  /** By how many pixels the picture is moved at random before each step. Default 8. */
  readonly jitter?: number;
  /** Default 0. */
  readonly seed?: number;
  /** What black and white are. Default: as the weights' preprocessing says, otherwise 0 and 1. */
  readonly range?: readonly [number, number];
}

/**
 * A picture with more of what layers see in it: DeepDream (Mordvintsev, Olah and Tyka 2015, "Inceptionism: Going deeper into neural
 * networks"). Gradient ascent on the mean square of the layers' outputs, in growing sizes; what a smaller size lost of the picture is
 * added again. Only the layers up to the last one named run, so that the picture may have another size than the model's.
 *
 * Shapes: `picture` is `[1, height, width, channels]`, as the model takes pictures, and so is the result, which is the caller's.
 *
 * @throws {ValueError} for a layer that is not there, or numbers out of range.
 *
 * @example
 * const dream = await deepDream(net, picture, { layers: ['inception_4c/output'], octaves: 3, steps: 10 });
 */
export async function deepDream(model: Model, picture: Tensor, options: DeepDreamOptions): Promise<Tensor> {
  const who = 'deepDream';
  const { octaves = 3, octaveScale = 1.4, steps = 10, rate = 0.01, jitter = 8, seed = 0, onStep, signal } = options;
  const graph = graphOf(model, who);
  const layers = new Set(options.layers.map((name) => stepNamed(graph, name, who).name));
  if (layers.size === 0) throw new ValueError(`${who}: layers names at least one layer, got []`);
  for (const [name, value] of Object.entries({ octaves, steps })) checkWhole(value, 1, name, who);
  if (!(octaveScale > 1 && octaveScale < 10))
    throw new ValueError(`${who}: octaveScale must be a number above 1, below 10, got ${octaveScale}`);
  checkWhole(jitter, 0, 'jitter', who);
  signal?.throwIfAborted();

  const [, height, width, channels] = picture.shape;
  const range = pixelRange(model, channels, options.range);
  const generator = new Generator(seed);
  const objective = (x: Tensor) => {
    const found: Tensor[] = [];
    runGraph(
      graph,
      x,
      (name, value) => {
        if (layers.has(name)) found.push(mean(square(value)));
        return undefined;
      },
      layers,
    );
    return addN(found);
  };
  let dream: Tensor | undefined;
  for (let octave = 0; octave < octaves; octave++) {
    const share = octaveScale ** (octave + 1 - octaves);
    const size = [Math.max(1, Math.round(height * share)), Math.max(1, Math.round(width * share))] as const;
    const before = dream;
    const start = keep(
      scope(() => {
        if (!before) return clone(resize(picture, size));
        const small = [before.shape[1], before.shape[2]] as const;
        const lost = sub(resize(picture, size), resize(resize(picture, small), size));
        return add(resize(before, size), lost);
      }),
    );
    before?.dispose();
    const counted = { from: octave * steps, of: octaves * steps };
    const ascent = { objective, range, steps, counted, rate, jitter, blur: 0, decay: 0, generator, onStep, signal };
    dream = await ascend(start, ascent);
  }
  return dream!;
}
