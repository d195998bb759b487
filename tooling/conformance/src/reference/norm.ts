import { at, fromFunction, type NdArray, normalizeAxis } from '../ndArray';
import { elementwise } from './elementwise';
import { mean, variance } from './reduce';

const normalize = (epsilon: number) =>
  elementwise((x, middle, spread, scale, offset) => ((x - middle) / Math.sqrt(spread + epsilon)) * scale + offset);

/** Over the last axis; each parameter has one number a channel. */
export function batchNorm(
  x: NdArray,
  middle: NdArray,
  spread: NdArray,
  scale: NdArray,
  offset: NdArray,
  epsilon: number,
): NdArray {
  return normalize(epsilon)(x, middle, spread, scale, offset);
}

/** Mean and biased variance of each channel over all other axes. */
export function channelMoments(x: NdArray): { mean: NdArray; variance: NdArray } {
  const axes = x.shape.slice(0, -1).map((_, axis) => axis);
  return { mean: mean(x, axes), variance: variance(x, axes) };
}

/** The training step of batch normalisation: by the batch's own moments. */
export function batchNormTraining(x: NdArray, scale: NdArray, offset: NdArray, epsilon: number): NdArray {
  const moments = channelMoments(x);
  return batchNorm(x, moments.mean, moments.variance, scale, offset, epsilon);
}

/** Every row of the last axis is normalised by its own moments. */
export function layerNorm(x: NdArray, scale: NdArray, offset: NdArray, epsilon: number): NdArray {
  return normalize(epsilon)(x, mean(x, -1, true), variance(x, -1, true), scale, offset);
}

export interface LocalResponseParams {
  /** Channels that take part: the channel itself and its neighbours. */
  readonly size: number;
  readonly alpha: number;
  readonly beta: number;
  readonly k: number;
}

/** Krizhevsky 2012, with alpha shared among the window: x / (k + alpha / size * Σ x²)^beta over neighbouring channels. */
export function localResponseNorm(x: NdArray, params: LocalResponseParams): NdArray {
  const { size, alpha, beta, k } = params;
  const axis = normalizeAxis(-1, x.shape.length);
  const channels = x.shape[axis];
  return fromFunction(x.shape, (index) => {
    let squares = 0;
    for (let i = 0; i < size; i++) {
      const c = index[axis] + i - Math.floor(size / 2);
      if (c >= 0 && c < channels) squares += at(x, index.with(axis, c)) ** 2;
    }
    return at(x, index) / (k + (alpha / size) * squares) ** beta;
  });
}
