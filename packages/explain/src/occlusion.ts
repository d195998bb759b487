import type { Model } from '@striate/layers';
import { argMax, ShapeError, scope, type Tensor, tensor } from '@striate/tensor';
import { type ClassOptions, chosen } from './classGradients';
import { checkPictures, graphOf, runGraph } from './graph';
import { afterStep, checkWhole, type Progress, type SteppingOptions } from './stepping';

/** Options of `occlusion`. */
export interface OcclusionOptions extends Omit<ClassOptions, 'classIndex'>, SteppingOptions<Progress> {
  /** The class that is explained. Default: the one with the highest score. */
  readonly classIndex?: number;
  /** Side of the square that covers the picture, in pixels. Default: a quarter of its shorter side. */
  readonly window?: number;
  /** How far it moves. Default: half of its side. */
  readonly stride?: number;
  /** What it is filled with, as the model takes it: a number, or one a channel. Default: the mean of each channel. */
  readonly fill?: number | readonly number[];
  /** How many covered pictures are run at once. Default 16. */
  readonly batchSize?: number;
}

/**
 * What a network loses when a square covers a part of the picture (Zeiler and Fergus 2014, "Visualizing and understanding
 * convolutional networks"): the square goes over the picture, and each pixel has the mean loss of the class's output over the squares that
 * covered it. Positive where the class needs what is there, negative where that speaks against it.
 *
 * Shapes: `x` is `[1, height, width, channels]`; the result `[1, height, width]`, in units of the model's output: probability, after
 * a softmax.
 *
 * @throws {ShapeError} for more than one picture.
 * @throws {ValueError} for a class that is not there, or numbers out of range.
 *
 * @example
 * const heat = await occlusion(net, picture, { classIndex: 3, window: 8, stride: 4 });
 */
export async function occlusion(model: Model, x: Tensor, options: OcclusionOptions = {}): Promise<Tensor> {
  const who = 'occlusion';
  const graph = graphOf(model, who);
  checkPictures(graph, x, who);
  const [batch, height, width, channels] = x.shape;
  if (batch !== 1) throw new ShapeError(`${who}: takes one picture [1, height, width, channels], got [${x.shape}]`);
  const { window = Math.max(1, Math.round(Math.min(height, width) / 4)), batchSize = 16, signal } = options;
  const { stride = Math.max(1, Math.round(window / 2)) } = options;
  for (const [name, value] of Object.entries({ window, stride, batchSize })) checkWhole(value, 1, name, who);
  signal?.throwIfAborted();

  const plain = scope(() => runGraph(graph, x));
  const best = scope(() => {
    chosen(plain, options.classIndex, who);
    return argMax(plain, 1);
  });
  const classIndex = options.classIndex ?? (await best.data())[0];
  const whole = (await plain.data())[classIndex];
  const classes = plain.shape[1];
  for (const made of [plain, best]) made.dispose();

  const pixels = Float32Array.from(await x.data());
  const fill = fillOf(pixels, channels, options.fill);
  const corners = starts(height, window, stride).flatMap((top) =>
    starts(width, window, stride).map((left) => [top, left] as const),
  );
  const [loss, times] = [new Float32Array(height * width), new Float32Array(height * width)];
  const eachPixel = ([top, left]: readonly [number, number], visit: (at: number) => void) => {
    for (let row = top; row < Math.min(height, top + window); row++)
      for (let column = left; column < Math.min(width, left + window); column++) visit(row * width + column);
  };
  for (let begin = 0; begin < corners.length; begin += batchSize) {
    const some = corners.slice(begin, begin + batchSize);
    const covered = new Float32Array(some.length * pixels.length);
    some.forEach((corner, i) => {
      covered.set(pixels, i * pixels.length);
      eachPixel(corner, (at) => covered.set(fill, i * pixels.length + at * channels));
    });
    const output = scope(() => runGraph(graph, tensor(covered, [some.length, height, width, channels])));
    const scores = await output.data();
    output.dispose();
    some.forEach((corner, i) => {
      eachPixel(corner, (at) => {
        loss[at] += whole - scores[i * classes + classIndex];
        times[at]++;
      });
    });
    await afterStep(options, () => ({ step: begin + some.length, steps: corners.length }));
  }
  return tensor(
    loss.map((sum, at) => sum / times[at]),
    [1, height, width],
  );
}

/** Where windows begin, so that the last one ends with the picture. */
function starts(size: number, window: number, stride: number): number[] {
  const last = Math.max(0, size - window);
  const found = [];
  for (let at = 0; at < last; at += stride) found.push(at);
  return [...found, last];
}

function fillOf(pixels: Float32Array, channels: number, given: OcclusionOptions['fill']): number[] {
  if (given !== undefined && typeof given !== 'number') {
    if (given.length === channels) return [...given];
    throw new ShapeError(`occlusion: fill is a number, or one for each of ${channels} channels, got [${given}]`);
  }
  const means = new Array<number>(channels).fill(given ?? 0);
  if (given === undefined)
    for (const [at, value] of pixels.entries()) means[at % channels] += (value * channels) / pixels.length;
  return means;
}
