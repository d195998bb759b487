import type { Model } from '@striate/layers';
import { numbers } from '../network/problem';
import { disposeAll } from '../startBackend';
import { buildLively } from './buildLively';

/** A network with one image and what it makes of it: what every side of a case starts from. */
export interface Exhibit {
  readonly net: Model;
  /** [1, height, width, channels], of mean 0 and variance 1. */
  readonly image: Float32Array;
  readonly shape: readonly [number, number, number, number];
  readonly scores: Float32Array;
  dispose(): void;
}

/** How much the image must move the scores, in parts of the largest: far more than a peer may differ. */
const liveliness = 0.05;

/** @throws {Error} if the image hardly matters: agreement would mean nothing then. */
export async function makeExhibit(build: () => Model): Promise<Exhibit> {
  const net = await buildLively(build);
  const [height, width, channels] = net.inputs[0].shape.slice(1).map(Number);
  const shape = [1, height, width, channels] as const;
  const random = numbers(1);
  const image = Float32Array.from({ length: height * width * channels }, () => (random() - 0.5) * Math.sqrt(12));
  const scores = await predict({ net, shape }, image);
  const blank = await predict({ net, shape }, new Float32Array(image.length));
  const difference = relativeDifference(scores, blank);
  // Written so that NaN is refused too.
  if (!(difference > liveliness))
    throw new Error(`${net.name}: the image changes the scores by ${difference} of the largest; signals fade`);
  return { net, image, shape, scores, dispose: () => disposeAll(net.weights) };
}

/** What users run, from numbers to numbers. */
export async function predict({ net, shape }: Pick<Exhibit, 'net' | 'shape'>, image: Float32Array) {
  const scores = await net.predict({ data: image, shape });
  try {
    return Float32Array.from(await scores.data());
  } finally {
    scores.dispose();
  }
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
