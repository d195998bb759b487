import type { Model } from '@striate/layers';
import {
  add,
  clone,
  Generator,
  mean,
  mul,
  randomNormal,
  type Shape,
  ShapeError,
  scope,
  slice,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { type AscentProgress, ascend } from './ascend';
import { shapesOf } from './classGradients';
import { type Graph, graphOf, runGraph, stepNamed } from './graph';
import { pixelRange } from './pixelRange';
import { checkWhole, type SteppingOptions } from './stepping';

/** Options of `maximizeActivation`. */
export interface MaximizeActivationOptions extends SteppingOptions<AscentProgress> {
  /** The layer that is to answer; one of a model within the model as `outer/inner`. */
  readonly layer: string;
  /** The channel of its maps, or the unit of a dense layer. */
  readonly channel: number;
  /** A single place of the map. Default: the mean over the whole map. */
  readonly place?: { readonly row: number; readonly column: number };
  /** Default 128. */
  readonly steps?: number;
  /** Mean change of a pixel in a step, as a share of the range from black to white. Default 0.02. */
  readonly rate?: number;
  /** Default 0. */
  readonly seed?: number;
  /** By how many pixels the picture is moved at random before each step. Default: a sixteenth of its side. */
  readonly jitter?: number;
  /** Standard deviation of the blur after each step, in pixels; 0 for none. Default 0.4. */
  readonly blur?: number;
  /** Share by which each step takes the picture back to grey. Default 0.002. */
  readonly decay?: number;
  /** What black and white are. Default: as the weights' preprocessing says, otherwise 0 and 1. */
  readonly range?: readonly [number, number];
  /** A picture to begin with, `[1, height, width, channels]`. Default: grey with a little noise. */
  readonly start?: Tensor;
  /**
   * Height and width of the picture. Default: as the model takes it, 128 where it takes any. Only the layers up to the one named run, so
   * that convolutions take any size.
   */
  readonly size?: number;
}

/**
 * The picture that a channel answers to most, found by gradient ascent from noise (Erhan, Bengio, Courville and Vincent 2009,
 * "Visualizing higher-layer features of a deep network"), with what keeps it smooth: a picture that moves a little before each step, a
 * blur, a decay (Olah, Mordvintsev and Schubert 2017, "Feature visualization"). The same seed gives the same picture.
 *
 * Shapes: the result is `[1, height, width, channels]`, as the model takes pictures. It is the caller's.
 *
 * @throws {ValueError} for a layer, a channel or a place that is not there.
 *
 * @example
 * const picture = await maximizeActivation(net, { layer: 'conv2d_1', channel: 3, steps: 64, seed: 1 });
 */
export async function maximizeActivation(model: Model, options: MaximizeActivationOptions): Promise<Tensor> {
  const who = 'maximizeActivation';
  const { layer, channel, place, steps = 128, rate = 0.02, seed = 0, blur = 0.4, decay = 0.002, size } = options;
  const graph = graphOf(model, who);
  const name = stepNamed(graph, layer, who).name;
  const shape: Shape =
    options.start?.shape ??
    model.inputs[0].shape.map((d, axis) => (axis === 0 ? 1 : axis === 3 ? (d ?? 3) : (size ?? d ?? 128)));
  if (shape.length !== 4)
    throw new ShapeError(
      `${who}: takes a model of pictures [1, height, width, channels]; '${model.name}' takes [${shape}]`,
    );
  const target = shapesOf(graph, shape, [name])[name];
  checkTarget(target, options);
  const { jitter = Math.round(Math.min(shape[1], shape[2]) / 16) } = options;
  checkWhole(steps, 1, 'steps', who);
  checkWhole(jitter, 0, 'jitter', who);
  options.signal?.throwIfAborted();

  const generator = new Generator(seed);
  const range = pixelRange(model, shape[3], options.range);
  const start = scope(() => {
    if (options.start) return clone(options.start);
    const grey = mul(add(range.low, range.high), 0.5);
    return add(grey, mul(randomNormal(shape, { stddev: 0.02, generator }), range.span));
  });
  const objective = (x: Tensor) => mean(channelOf(valueAt(graph, x, name), channel, place));
  const { onStep, signal } = options;
  return ascend(start, { objective, range, steps, rate, jitter, blur, decay, generator, onStep, signal });
}

/** What a layer gives for a picture. */
export function valueAt(graph: Graph, x: Tensor, name: string): Tensor {
  return runGraph(graph, x, undefined, new Set([name]));
}

function channelOf(
  value: Tensor,
  channel: number,
  place: { readonly row: number; readonly column: number } | undefined,
): Tensor {
  const begin = value.shape.map((_, axis) => (axis === value.rank - 1 ? channel : 0));
  const size = value.shape.map((d, axis) => (axis === value.rank - 1 ? 1 : d));
  if (place) {
    begin.splice(1, 2, place.row, place.column);
    size.splice(1, 2, 1, 1);
  }
  return slice(value, begin, size);
}

function checkTarget(shape: Shape, { layer, channel, place }: MaximizeActivationOptions): void {
  const channels = shape[shape.length - 1];
  if (!(Number.isInteger(channel) && channel >= 0 && channel < channels))
    throw new ValueError(`maximizeActivation: layer '${layer}' has channels 0 to ${channels - 1}, got ${channel}`);
  if (!place) return;
  const { row, column } = place;
  const inside = Number.isInteger(row) && Number.isInteger(column) && row >= 0 && column >= 0;
  if (shape.length !== 4 || !inside || row >= shape[1] || column >= shape[2])
    throw new ValueError(
      `maximizeActivation: place is a row and a column of layer '${layer}', which gives [${shape}]; got ${row}, ${column}`,
    );
}
