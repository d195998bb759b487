import { ShapeError } from '../errors';
import { run } from '../op';
import { format } from '../shape';
import type { Tensor } from '../tensor';
import { add } from './arithmetic';
import { ensure } from './cast';
import { type Conv2dOptions, conv2d, conv2dInputGradOp } from './conv';
import type { TensorLike } from './creation';
import { activate } from './fusedActivation';
import { expandDims, reshape, squeeze } from './reshape';
import { checkImages, extent, type Padding, type Pair, pair, resolvePadding } from './window';

/**
 * Convolution of each channel on its own. `filter` is [height, width, channels, multiplier]; the result has
 * channels * multiplier channels, those of one input channel side by side.
 */
export function depthwiseConv2d(
  x: TensorLike,
  filter: TensorLike,
  options: Omit<Conv2dOptions, 'groups'> = {},
): Tensor {
  const w = ensure(filter, 'float32');
  if (w.rank !== 4)
    throw new ShapeError(
      `depthwiseConv2d: filter must be [height, width, channels, multiplier], got ${format(w.shape)}`,
    );
  const [kh, kw, channels, multiplier] = w.shape;
  return conv2d(x, reshape(w, [kh, kw, 1, channels * multiplier]), { ...options, groups: channels });
}

/** A depthwise convolution followed by a 1x1 convolution that mixes the channels (Chollet 2017). */
export function separableConv2d(
  x: TensorLike,
  depthwiseFilter: TensorLike,
  pointwiseFilter: TensorLike,
  { bias, activation, ...options }: Omit<Conv2dOptions, 'groups'> = {},
): Tensor {
  return conv2d(depthwiseConv2d(x, depthwiseFilter, options), pointwiseFilter, { bias, activation });
}

export interface Conv2dTransposeOptions extends Conv2dOptions {
  /** Pixels added to one side of the result, where several sizes lead to the same input. Default: none. */
  outputPadding?: number | Pair;
}

/**
 * Transposed convolution: the adjoint of `conv2d`, which makes images larger.
 *
 * Shapes: `x` [batch, height, width, channels], `filter` [height, width, filters / groups, channels] (Keras' order);
 * result size `(in - 1) * stride + extent - padding + outputPadding`, and `in * stride` for `same`.
 */
export function conv2dTranspose(x: TensorLike, filter: TensorLike, options: Conv2dTransposeOptions = {}): Tensor {
  const who = 'conv2dTranspose';
  const [input, w] = [ensure(x, 'float32'), ensure(filter, 'float32')];
  checkImages(input.shape, who);
  if (w.rank !== 4 || w.shape[3] !== input.shape[3]) {
    throw new ShapeError(
      `${who}: input has ${input.shape[3]} channels, filter ${format(w.shape)} must end with as many`,
    );
  }
  const strides = pair(options.strides ?? 1, 'strides', who);
  const dilations = pair(options.dilations ?? 1, 'dilations', who);
  const extra = pair(options.outputPadding ?? 0, 'outputPadding', who, 0);
  const window: Pair = [extent(w.shape[0], dilations[0]), extent(w.shape[1], dilations[1])];
  const small: Pair = [input.shape[1], input.shape[2]];
  const { padding = 'valid', groups = 1 } = options;
  const wanted = (edges: readonly [number, number], i: 0 | 1) =>
    (small[i] - 1) * strides[i] + window[i] - edges[0] - edges[1] + extra[i];
  const { edges, size } = padding === 'same' ? sameSize(small, window, strides, who) : explicitSize(padding, wanted);
  const y = run(conv2dInputGradOp, [input, w], { strides, dilations, groups, padding: edges, inputSize: size });
  const withBias = options.bias === undefined ? y : add(y, options.bias);
  return activate(options.activation ?? 'linear', withBias);
}

function sameSize(small: Pair, window: Pair, strides: Pair, who: string) {
  const size: Pair = [small[0] * strides[0], small[1] * strides[1]];
  return { size, edges: resolvePadding('same', size, window, strides, who) };
}

function explicitSize(padding: Padding, wanted: (edges: readonly [number, number], i: 0 | 1) => number) {
  const edges = resolvePadding(padding, [1, 1], [1, 1], [1, 1], 'conv2dTranspose');
  const size: Pair = [wanted([edges.top, edges.bottom], 0), wanted([edges.left, edges.right], 1)];
  if (size.some((s) => s < 1))
    throw new ShapeError(`conv2dTranspose: the padding leaves nothing of the result: ${format(size)}`);
  return { edges, size };
}

export interface Conv1dOptions {
  strides?: number;
  /** `valid`, `same`, `causal` (all zeros before the start), a number, or `[before, after]`. */
  padding?: 'valid' | 'same' | 'causal' | number | Pair;
  dilations?: number;
  groups?: number;
  bias?: TensorLike;
  activation?: Conv2dOptions['activation'];
}

/**
 * One-dimensional convolution: `x` [batch, steps, channels], `filter` [size, channels / groups, filters].
 * Computed as a convolution of images of height 1.
 */
export function conv1d(
  x: TensorLike,
  filter: TensorLike,
  { strides = 1, padding = 'valid', dilations = 1, ...rest }: Conv1dOptions = {},
): Tensor {
  const [input, w] = [ensure(x, 'float32'), ensure(filter, 'float32')];
  if (input.rank !== 3 || w.rank !== 3) {
    throw new ShapeError(
      `conv1d: takes [batch, steps, channels] and [size, channels / groups, filters], got ${format(input.shape)} and ${format(w.shape)}`,
    );
  }
  const causal = padding === 'causal' ? ([extent(w.shape[0], dilations) - 1, 0] as const) : padding;
  const y = conv2d(expandDims(input, 1), expandDims(w, 0), {
    ...rest,
    strides: [1, strides],
    dilations: [1, dilations],
    padding: typeof causal === 'string' ? causal : [[0, 0], typeof causal === 'number' ? [causal, causal] : causal],
  });
  return squeeze(y, 1);
}
