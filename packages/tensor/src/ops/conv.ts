import { ShapeError, ValueError } from '../errors';
import { type Op, run } from '../op';
import { format, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import { add } from './arithmetic';
import { ensure } from './cast';
import { composeFilterGrad, composeInputGrad } from './convCompose';
import { asTensor, type TensorLike, zeros } from './creation';
import { activate, activationGrad, type FusedActivation } from './fusedActivation';
import { sum } from './reduce';
import { checkImages, type Edges, extent, outputSize, type Padding, type Pair, pair, resolvePadding } from './window';

export interface Conv2dOptions {
  /** Step of the filter, for both axes or `[vertical, horizontal]`. Default 1. */
  strides?: number | Pair;
  /** Default `valid`. */
  padding?: Padding;
  /** Distance between the taps of the filter. Default 1. */
  dilations?: number | Pair;
  /** Channels and filters are cut into this many independent groups. Default 1. */
  groups?: number;
  /** One value a filter, added to the result. */
  bias?: TensorLike;
  /** Applied to the result, in the same pass where the backend can. Default `linear`. */
  activation?: FusedActivation;
}

/** A convolution with everything resolved: what kernels get. */
export interface Conv2dParams {
  readonly strides: Pair;
  readonly padding: Edges;
  readonly dilations: Pair;
  readonly groups: number;
}

/**
 * Two-dimensional convolution (cross-correlation, as in every framework) of images with filters.
 *
 * Shapes: `x` [batch, height, width, channels], `filter` [filterHeight, filterWidth, channels / groups, filters]; the result
 * is [batch, outHeight, outWidth, filters] with `out = floor((in + padding - extent) / stride) + 1`.
 *
 * @throws {ShapeError} if the ranks, channels or sizes do not fit; {ValueError} for strides, dilations or groups out of range.
 *
 * @example
 * const y = conv2d(images, filter, { strides: 2, padding: 'same', bias, activation: 'relu' });
 */
export function conv2d(x: TensorLike, filter: TensorLike, options: Conv2dOptions = {}): Tensor {
  const [input, w] = [ensure(x, 'float32'), ensure(filter, 'float32')];
  const params = resolveConv2d('conv2d', input.shape, w.shape, options);
  const { bias, activation = 'linear' } = options;
  if (bias === undefined && activation === 'linear') return run(conv2dOp, [input, w], params);
  const b = bias === undefined ? zeros([w.shape[3]]) : asTensor(bias);
  return run(fusedConv2dOp, [input, w, b], { ...params, activation });
}

/** Checks ranks and options, and turns a padding into pixels. */
export function resolveConv2d(who: string, x: Shape, w: Shape, options: Conv2dOptions): Conv2dParams {
  checkImages(x, who);
  if (w.length !== 4) {
    throw new ShapeError(
      `${who}: filter must be [height, width, channels / groups, filters], got rank ${w.length}: ${format(w)}`,
    );
  }
  const strides = pair(options.strides ?? 1, 'strides', who);
  const dilations = pair(options.dilations ?? 1, 'dilations', who);
  const { groups = 1, padding = 'valid' } = options;
  if (!Number.isInteger(groups) || groups < 1 || w[3] % groups !== 0) {
    throw new ValueError(`${who}: groups must divide the ${w[3]} filters, got ${groups}`);
  }
  const window: Pair = [extent(w[0], dilations[0]), extent(w[1], dilations[1])];
  return { strides, dilations, groups, padding: resolvePadding(padding, [x[1], x[2]], window, strides, who) };
}

/** The shape of the result, once channels and sizes are known to fit. */
export function conv2dShape(
  [x, w]: readonly [Shape, Shape],
  { strides, padding, dilations, groups }: Conv2dParams,
  who = 'conv2d',
): Shape {
  if (x[3] !== w[2] * groups) {
    throw new ShapeError(
      `${who}: input has ${x[3]} channels but filter ${format(w)} takes ${w[2] * groups} (groups=${groups})`,
    );
  }
  const window: Pair = [extent(w[0], dilations[0]), extent(w[1], dilations[1])];
  return [x[0], ...outputSize([x[1], x[2]], window, strides, padding, who), w[3]];
}

export const conv2dOp: Op<Conv2dParams, 2> = {
  name: 'conv2d',
  shape: (shapes, params) => conv2dShape(shapes, params),
  vjp: (dy, { inputs: [x, w], params }) => [
    () => run(conv2dInputGradOp, [dy, w], { ...params, inputSize: [x.shape[1], x.shape[2]] }),
    () => run(conv2dFilterGradOp, [x, dy], { ...params, filterSize: [w.shape[0], w.shape[1]] }),
  ],
};

export interface FusedConv2dParams extends Conv2dParams {
  readonly activation: FusedActivation;
}

export const fusedConv2dOp: Op<FusedConv2dParams, 3> = {
  name: 'fusedConv2d',
  shape: ([x, w, b], params) => {
    if (b.length !== 1 || b[0] !== w[3])
      throw new ShapeError(`conv2d: bias ${format(b)} does not fit the ${w[3]} filters of ${format(w)}`);
    return conv2dShape([x, w], params);
  },
  vjp: (dy, { inputs: [x, w], output, params: { activation, ...params } }) => {
    let before: Tensor | undefined;
    const dz = () => {
      before ??= activationGrad(activation, dy, output);
      return before;
    };
    return [
      () => run(conv2dInputGradOp, [dz(), w], { ...params, inputSize: [x.shape[1], x.shape[2]] }),
      () => run(conv2dFilterGradOp, [x, dz()], { ...params, filterSize: [w.shape[0], w.shape[1]] }),
      () => sum(dz(), [0, 1, 2]),
    ];
  },
  compose: ([x, w, b], { activation, ...params }) => activate(activation, add(run(conv2dOp, [x, w], params), b)),
};

export interface Conv2dInputGradParams extends Conv2dParams {
  /** Height and width of the images the gradient is for. */
  readonly inputSize: Pair;
}

/** The gradient of a convolution with respect to its images: also the transposed convolution. */
export const conv2dInputGradOp: Op<Conv2dInputGradParams, 2> = {
  name: 'conv2dInputGrad',
  shape: ([dy, w], { inputSize, groups }) => [dy[0], ...inputSize, w[2] * groups],
  vjp: (ddx, { inputs: [dy, w], params: { inputSize: _, ...params } }) => [
    () => run(conv2dOp, [ddx, w], params),
    () => run(conv2dFilterGradOp, [ddx, dy], { ...params, filterSize: [w.shape[0], w.shape[1]] }),
  ],
  compose: ([dy, w], params) => composeInputGrad(dy, w, params),
};

export interface Conv2dFilterGradParams extends Conv2dParams {
  /** Height and width of the filter. */
  readonly filterSize: Pair;
}

/** The gradient of a convolution with respect to its filter. */
export const conv2dFilterGradOp: Op<Conv2dFilterGradParams, 2> = {
  name: 'conv2dFilterGrad',
  shape: ([x, dy], { filterSize, groups }) => [...filterSize, x[3] / groups, dy[3]],
  vjp: (ddw, { inputs: [x, dy], params: { filterSize: _, ...params } }) => [
    () => run(conv2dInputGradOp, [dy, ddw], { ...params, inputSize: [x.shape[1], x.shape[2]] }),
    () => run(conv2dOp, [x, ddw], params),
  ],
  compose: ([x, dy], params) => composeFilterGrad(x, dy, params),
};
