import { filled, type NdArray } from '../ndArray';
import type { Edges, Pair } from './conv';

export interface PoolParams {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: Edges;
  readonly ceilMode?: boolean;
  /** Whether padded cells count in an average's divisor. */
  readonly countPadding?: boolean;
}

/** In ceil mode a last, partial window is kept unless it would start beyond the input and its leading padding. */
function outputLength(size: number, before: number, after: number, window: number, stride: number, ceil: boolean) {
  const steps = (size + before + after - window) / stride;
  if (!ceil) return Math.floor(steps) + 1;
  const length = Math.ceil(steps) + 1;
  return (length - 1) * stride >= size + before ? length - 1 : length;
}

export function poolOutputSize(size: Pair, params: PoolParams): Pair {
  const { window, strides, padding, ceilMode = false } = params;
  return [
    outputLength(size[0], padding.top, padding.bottom, window[0], strides[0], ceilMode),
    outputLength(size[1], padding.left, padding.right, window[1], strides[1], ceilMode),
  ];
}

interface Cell {
  readonly output: number;
  /** Flat positions of the window's cells inside the image. */
  readonly inputs: number[];
  /** How many of the window's cells lie inside the image or its padding. */
  readonly paddedCount: number;
}

function* windows(shape: readonly number[], params: PoolParams): Generator<Cell> {
  const [batch, height, width, channels] = shape;
  const { window, strides, padding } = params;
  const [outHeight, outWidth] = poolOutputSize([height, width], params);
  for (let n = 0; n < batch; n++)
    for (let oh = 0; oh < outHeight; oh++)
      for (let ow = 0; ow < outWidth; ow++)
        for (let c = 0; c < channels; c++) {
          const inputs: number[] = [];
          let paddedCount = 0;
          for (let kh = 0; kh < window[0]; kh++)
            for (let kw = 0; kw < window[1]; kw++) {
              const h = oh * strides[0] - padding.top + kh;
              const w = ow * strides[1] - padding.left + kw;
              if (h < height + padding.bottom && w < width + padding.right) paddedCount++;
              if (h < 0 || h >= height || w < 0 || w >= width) continue;
              inputs.push(((n * height + h) * width + w) * channels + c);
            }
          yield { output: ((n * outHeight + oh) * outWidth + ow) * channels + c, inputs, paddedCount };
        }
}

function outputOf(x: NdArray, params: PoolParams): NdArray {
  const [oh, ow] = poolOutputSize([x.shape[1], x.shape[2]], params);
  return filled([x.shape[0], oh, ow, x.shape[3]], 0);
}

export function maxPool2d(x: NdArray, params: PoolParams): NdArray {
  const y = outputOf(x, params);
  for (const cell of windows(x.shape, params)) {
    y.data[cell.output] = Math.max(...cell.inputs.map((i) => x.data[i]));
  }
  return y;
}

/** Flat position in x of every window's first maximum. */
export function maxPool2dIndices(x: NdArray, params: PoolParams): NdArray {
  const y = outputOf(x, params);
  for (const cell of windows(x.shape, params)) {
    const values = cell.inputs.map((i) => x.data[i]);
    y.data[cell.output] = cell.inputs[values.indexOf(Math.max(...values))];
  }
  return y;
}

export function maxPool2dGrad(dy: NdArray, x: NdArray, params: PoolParams): NdArray {
  const winners = maxPool2dIndices(x, params);
  const dx = filled(x.shape, 0);
  for (let i = 0; i < dy.data.length; i++) dx.data[winners.data[i]] += dy.data[i];
  return dx;
}

export function avgPool2d(x: NdArray, params: PoolParams): NdArray {
  const y = outputOf(x, params);
  for (const { output, inputs, paddedCount } of windows(x.shape, params)) {
    const divisor = params.countPadding ? paddedCount : inputs.length;
    for (const i of inputs) y.data[output] += x.data[i] / divisor;
  }
  return y;
}
