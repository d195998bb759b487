import type { Model } from '@striate/layers';
import { numbers } from '../network/problem';
import { exportModel } from '../onnx/exportModel';
import type { Graph } from '../onnx/Graph';
import { disposeAll } from '../startBackend';
import { buildLively } from './buildLively';

/** A network with a batch of images and what it makes of it: what every side of a case starts from. */
export interface Exhibit {
  readonly net: Model;
  /** [batch, height, width, channels], of mean 0 and variance 1. */
  readonly image: Float32Array;
  readonly shape: Shape4;
  readonly scores: Float32Array;
  /** What peers are built from; made when first asked for. */
  graph(): Promise<Graph>;
  dispose(): void;
}

type Shape4 = readonly [batch: number, height: number, width: number, channels: number];

/** How much the image must move the scores, in parts of the largest: far more than a peer may differ. */
const liveliness = 0.05;
const tolerance = 1e-3;

/** @throws {Error} if the image hardly matters: agreement would mean nothing then. */
export async function makeExhibit(build: () => Model, batch = 1): Promise<Exhibit> {
  const net = await buildLively(build);
  const [height, width, channels] = net.inputs[0].shape.slice(1).map(Number);
  const shape = [batch, height, width, channels] as const;
  const random = numbers(1);
  const image = Float32Array.from(
    { length: batch * height * width * channels },
    () => (random() - 0.5) * Math.sqrt(12),
  );
  const scores = await predict({ net, shape }, image);
  const blank = await predict({ net, shape }, new Float32Array(image.length));
  const difference = relativeDifference(scores, blank);
  // Written so that NaN is refused too.
  if (!(difference > liveliness))
    throw new Error(`${net.name}: the image changes the scores by ${difference} of the largest; signals fade`);
  let made: Promise<Graph> | undefined;
  const graph = () => {
    made ??= exportModel(net, batch);
    return made;
  };
  return { net, image, shape, scores, graph, dispose: () => disposeAll(net.weights) };
}

/** What users run, from numbers to numbers. */
export async function predict({ net, shape }: Pick<Exhibit, 'net' | 'shape'>, image: Float32Array) {
  const scores = await net.predict({ data: image, shape }, { batchSize: shape[0] });
  try {
    return Float32Array.from(await scores.data());
  } finally {
    scores.dispose();
  }
}

/** @throws {Error} if a peer's scores are not ours. An image among them is in the order the peer has it in. */
export async function checkScores(
  peer: string,
  { net, scores, graph }: Exhibit,
  theirs: Float32Array,
  order: 'channelsFirst' | 'channelsLast' = 'channelsFirst',
): Promise<void> {
  const { outputShape: shape } = await graph();
  const turned = order === 'channelsFirst' && shape.length === 4;
  const own = turned ? channelsFirst(scores, [shape[0], shape[2], shape[3], shape[1]]) : scores;
  const difference = relativeDifference(own, theirs);
  // Written so that NaN is refused too.
  if (!(difference <= tolerance))
    throw new Error(`${net.name}: ${peer} does other work: its scores are ${difference} of the largest off`);
}

/** The largest difference, in parts of the largest value of the first. */
export function relativeDifference(own: Float32Array, other: Float32Array): number {
  if (own.length !== other.length) return Number.POSITIVE_INFINITY;
  let [largest, difference] = [0, 0];
  for (let i = 0; i < own.length; i++) {
    const apart = Math.abs(own[i] - other[i]);
    if (Number.isNaN(apart)) return Number.NaN;
    largest = Math.max(largest, Math.abs(own[i]));
    difference = Math.max(difference, apart);
  }
  return difference / largest;
}

/** [batch, height, width, channels] as [batch, channels, height, width]. */
export function channelsFirst(images: Float32Array, [batch, height, width, channels]: Shape4): Float32Array {
  const turned = new Float32Array(images.length);
  const pixels = height * width;
  for (let n = 0; n < batch; n++) {
    const start = n * pixels * channels;
    for (let i = 0; i < pixels; i++) {
      for (let c = 0; c < channels; c++) turned[start + c * pixels + i] = images[start + i * channels + c];
    }
  }
  return turned;
}
