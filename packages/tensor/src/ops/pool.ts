import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import { div } from './arithmetic';
import { ensure } from './cast';
import { conv2dInputGradOp } from './conv';
import { ones, type TensorLike, tensor } from './creation';
import { gather, scatterAdd } from './gather';
import { max, mean } from './reduce';
import { expandDims, reshape, squeeze } from './reshape';
import { checkImages, type Edges, outputSize, type Padding, type Pair, pair, resolvePadding } from './window';

export interface Pool2dOptions {
  /** Height and width of the window. Default 2. */
  poolSize?: number | Pair;
  /** Step of the window. Default: the window's size. */
  strides?: number | Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Round the output size up: the last window may stick out. Default false. */
  ceilMode?: boolean;
}

export interface AvgPool2dOptions extends Pool2dOptions {
  /** Whether padding counts as zeros in the mean (PyTorch's default) or is left out (Keras', and the default here). */
  countPadding?: boolean;
}

/** Pooling with everything resolved: what kernels get. */
export interface Pool2dParams {
  readonly window: Pair;
  readonly strides: Pair;
  readonly padding: Edges;
  /** Rounded up in ceil mode: windows may stick out past the padding, and what lies there never counts. */
  readonly outputSize: Pair;
  readonly countPadding: boolean;
}

function resolvePool(
  who: string,
  x: Shape,
  { poolSize = 2, strides = poolSize, padding = 'valid', ceilMode = false, countPadding = false }: AvgPool2dOptions,
): Pool2dParams {
  checkImages(x, who);
  const window = pair(poolSize, 'poolSize', who);
  const steps = pair(strides, 'strides', who);
  const size: Pair = [x[1], x[2]];
  const edges = resolvePadding(padding, size, window, steps, who);
  if (Math.max(edges.top, edges.bottom) >= window[0] || Math.max(edges.left, edges.right) >= window[1]) {
    throw new ShapeError(
      `${who}: padding ${JSON.stringify(edges)} must be smaller than the window ${format(window)}, or a window would see nothing`,
    );
  }
  return {
    window,
    strides: steps,
    padding: edges,
    outputSize: outputSize(size, window, steps, edges, who, ceilMode),
    countPadding,
  };
}

const poolShape = ([x]: readonly [Shape], { outputSize }: Pool2dParams): Shape => [x[0], ...outputSize, x[3]];

export const maxPool2dOp: Op<Pool2dParams, 1> = {
  name: 'maxPool2d',
  shape: poolShape,
  vjp: (dy, { inputs: [x], params }) => [() => run(maxPool2dGradOp, [dy, x], params)],
};

/**
 * The largest value of each window, per channel; the gradient goes to the first of equal ones.
 *
 * @example
 * maxPool2d(images, { poolSize: 3, strides: 2, padding: 'same' });
 */
export function maxPool2d(x: TensorLike, options: Pool2dOptions = {}): Tensor {
  const input = ensure(x, 'float32');
  return run(maxPool2dOp, [input], resolvePool('maxPool2d', input.shape, options));
}

export const maxPool2dIndicesOp: Op<Pool2dParams, 1> = {
  name: 'maxPool2dIndices',
  shape: poolShape,
  dtype: () => 'int32',
  vjp: () => [null],
};

/** Where in the flattened `x` each window's largest value stands, int32. */
export function maxPool2dIndices(x: TensorLike, options: Pool2dOptions = {}): Tensor {
  const input = ensure(x, 'float32');
  return run(maxPool2dIndicesOp, [input], resolvePool('maxPool2dIndices', input.shape, options));
}

export const maxPool2dGradOp: Op<Pool2dParams, 2> = {
  name: 'maxPool2dGrad',
  shape: ([, x]) => x,
  vjp: (ddx, { inputs: [dy, x], params }) => [
    () => reshape(gather(reshape(ddx, [-1]), reshape(run(maxPool2dIndicesOp, [x], params), [-1])), dy.shape),
    null,
  ],
  compose: ([dy, x], params) => {
    const indices = run(maxPool2dIndicesOp, [x], params);
    return reshape(scatterAdd(reshape(dy, [-1]), reshape(indices, [-1]), x.size), x.shape);
  },
};

export const avgPool2dOp: Op<Pool2dParams, 1> = {
  name: 'avgPool2d',
  shape: poolShape,
  vjp: (dy, { inputs: [x], params }) => [
    () => run(avgPool2dGradOp, [dy], { ...params, inputSize: [x.shape[1], x.shape[2]] }),
  ],
};

/**
 * The mean of each window, per channel.
 *
 * @example
 * avgPool2d(images, { poolSize: 3, strides: 1, padding: 1, countPadding: true });
 */
export function avgPool2d(x: TensorLike, options: AvgPool2dOptions = {}): Tensor {
  const input = ensure(x, 'float32');
  return run(avgPool2dOp, [input], resolvePool('avgPool2d', input.shape, options));
}

export interface AvgPool2dGradParams extends Pool2dParams {
  readonly inputSize: Pair;
}

export const avgPool2dGradOp: Op<AvgPool2dGradParams, 1> = {
  name: 'avgPool2dGrad',
  shape: ([dy], { inputSize }) => [dy[0], ...inputSize, dy[3]],
  vjp: (ddx, { params: { inputSize: _, ...params } }) => [() => run(avgPool2dOp, [ddx], params)],
  // dy over the number of cells each window counted, spread by a transposed convolution with ones.
  compose: ([dy], { inputSize, ...params }) => {
    const { window, strides, padding } = params;
    const channels = dy.shape[3];
    const share = div(dy, cellCounts(inputSize, params));
    return run(conv2dInputGradOp, [share, ones([...window, 1, channels])], {
      strides,
      padding,
      dilations: [1, 1],
      groups: channels,
      inputSize,
    });
  },
};

/** How many cells each window counts, [1, outHeight, outWidth, 1]. */
function cellCounts(inputSize: Pair, { window, strides, padding, outputSize, countPadding }: Pool2dParams): Tensor {
  const before = [padding.top, padding.left];
  const after = [padding.bottom, padding.right];
  const [rows, columns] = [0, 1].map((i) =>
    Array.from({ length: outputSize[i] }, (_, o) => {
      const start = o * strides[i] - before[i];
      const [low, high] = countPadding ? [-before[i], inputSize[i] + after[i]] : [0, inputSize[i]];
      return Math.min(start + window[i], high) - Math.max(start, low);
    }),
  );
  return tensor(Float32Array.from(rows.flatMap((r) => columns.map((c) => r * c))), [1, ...outputSize, 1]);
}

/** The largest value of each channel of each image: `[batch, channels]`, or `[batch, 1, 1, channels]` with `keepDims`. */
export function globalMaxPool2d(x: TensorLike, { keepDims = false } = {}): Tensor {
  const input = ensure(x, 'float32');
  checkImages(input.shape, 'globalMaxPool2d');
  return max(input, [1, 2], keepDims);
}

/** The mean of each channel of each image: `[batch, channels]`, or `[batch, 1, 1, channels]` with `keepDims`. */
export function globalAvgPool2d(x: TensorLike, { keepDims = false } = {}): Tensor {
  const input = ensure(x, 'float32');
  checkImages(input.shape, 'globalAvgPool2d');
  return mean(input, [1, 2], keepDims);
}

/** One-dimensional pooling options: windows along the steps of `[batch, steps, channels]`. */
export interface Pool1dOptions {
  poolSize?: number;
  strides?: number;
  padding?: 'valid' | 'same' | number | Pair;
  ceilMode?: boolean;
}

function flat({ poolSize = 2, strides = poolSize, padding = 'valid', ceilMode }: Pool1dOptions): Pool2dOptions {
  const sides = typeof padding === 'number' ? ([padding, padding] as const) : padding;
  return {
    poolSize: [1, poolSize],
    strides: [1, strides],
    ceilMode,
    padding: typeof sides === 'string' ? sides : [[0, 0], sides],
  };
}

/** The largest value of each window of `[batch, steps, channels]`. */
export function maxPool1d(x: TensorLike, options: Pool1dOptions = {}): Tensor {
  return squeeze(maxPool2d(expandDims(x, 1), flat(options)), 1);
}

/** The mean of each window of `[batch, steps, channels]`. */
export function avgPool1d(x: TensorLike, options: Pool1dOptions & { countPadding?: boolean } = {}): Tensor {
  return squeeze(avgPool2d(expandDims(x, 1), { ...flat(options), countPadding: options.countPadding }), 1);
}

/**
 * Pooling across channels (depth-wise pooling): windows of `poolSize` channels, `strides` apart. It lets a network
 * learn to be invariant to whatever its filters differ in; Keras has no layer for it.
 *
 * @example
 * channelMaxPool(features, { poolSize: 3 }); // [n, h, w, 6] → [n, h, w, 2]
 */
export function channelMaxPool(x: TensorLike, options: Pool1dOptions = {}): Tensor {
  return overChannels(x, 'channelMaxPool', (column) => maxPool1d(column, options));
}

/** The mean over windows of channels. */
export function channelAvgPool(x: TensorLike, options: Pool1dOptions & { countPadding?: boolean } = {}): Tensor {
  return overChannels(x, 'channelAvgPool', (column) => avgPool1d(column, options));
}

function overChannels(x: TensorLike, who: string, pool: (column: Tensor) => Tensor): Tensor {
  const input = ensure(x, 'float32');
  if (input.rank === 0) throw new ShapeError(`${who}: takes a tensor of rank 1 or more, got a scalar`);
  const channels = input.shape[input.rank - 1];
  const y = pool(reshape(input, [channels === 0 ? 0 : input.size / channels, channels, 1]));
  return reshape(y, [...input.shape.slice(0, -1), y.shape[1]]);
}
