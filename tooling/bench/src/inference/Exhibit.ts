import { Embedding, type Model } from '@striate/layers';
import { numbers } from '../network/problem';
import { exportModel } from '../onnx/exportModel';
import type { Graph } from '../onnx/Graph';
import { disposeAll } from '../startBackend';
import { buildLively } from './buildLively';

/** A network with a batch of images (or texts) and what it makes of it: what every side of a case starts from. */
export interface Exhibit {
  readonly net: Model;
  /** [batch, height, width, channels] for images, of mean 0 and variance 1; indices where the network begins with an embedding. */
  readonly image: Float32Array;
  readonly shape: readonly number[];
  readonly scores: Float32Array;
  /** What peers are built from; made when first asked for. */
  graph(): Promise<Graph>;
  dispose(): void;
}

/** How much the image must move the scores, in parts of the largest: far more than a peer may differ. */
const liveliness = 0.05;
const tolerance = 1e-3;

/** @throws {Error} if the image hardly matters: agreement would mean nothing then. */
export async function makeExhibit(build: () => Model, batch = 1): Promise<Exhibit> {
  const net = await buildLively(build);
  const shape = [batch, ...net.inputs[0].shape.slice(1).map(Number)];
  const image = exampleFor(net, shape);
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

function exampleFor(net: Model, shape: readonly number[]): Float32Array {
  const words = net.layers.find((layer) => layer instanceof Embedding)?.config.inputDim;
  const random = numbers(1);
  const value = words ? () => Math.floor(random() * words) : () => (random() - 0.5) * Math.sqrt(12);
  return Float32Array.from({ length: shape.reduce((size, extent) => size * extent, 1) }, value);
}

/** What users run, from numbers to numbers. */
export async function predict({ net, shape }: Pick<Exhibit, 'net' | 'shape'>, image: Float32Array) {
  const data = net.inputs[0].dtype === 'int32' ? Int32Array.from(image) : image;
  const scores = await net.predict({ data, shape }, { batchSize: shape[0] });
  try {
    return Float32Array.from(await scores.data());
  } finally {
    scores.dispose();
  }
}

/**
 * The largest difference of a peer's scores from ours, in parts of the largest. An image among them is in the order the peer has it in.
 *
 * @throws {Error} if they are not ours.
 */
export async function checkScores(
  peer: string,
  { net, scores, graph }: Exhibit,
  theirs: Float32Array,
  order: 'channelsFirst' | 'channelsLast' = 'channelsFirst',
): Promise<number> {
  const { outputShape: shape } = await graph();
  const own =
    order === 'channelsFirst' ? channelsFirst(scores, net.outputs[0].shape.toSpliced(0, 1, shape[0])) : scores;
  const difference = relativeDifference(own, theirs);
  // Written so that NaN is refused too.
  if (!(difference <= tolerance))
    throw new Error(`${net.name}: ${peer} does other work: its scores are ${difference} of the largest off`);
  return difference;
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

/** [batch, height, width, channels] as [batch, channels, height, width]; what is no image stays as it is. */
export function channelsFirst(images: Float32Array, shape: readonly (number | null)[]): Float32Array {
  if (shape.length !== 4) return images;
  const [batch, height, width, channels] = shape.map(Number);
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
