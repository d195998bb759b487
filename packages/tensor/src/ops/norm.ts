import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxes, sameShape } from '../shape';
import type { Tensor } from '../tensor';
import { add, div, mul, pow, sub } from './arithmetic';
import { ensure } from './cast';
import { stack } from './concat';
import type { TensorLike } from './creation';
import { channelAvgPool } from './pool';
import { type Axis, mean, variance } from './reduce';
import { reshape } from './reshape';
import { unstack } from './slice';
import { rsqrt, square } from './unary';

export interface EpsilonParams {
  readonly epsilon: number;
}

/** No gradient of its own: a recorded batch-norm is composed, and so differentiated piece by piece. */
export const batchNormOp: Op<EpsilonParams, 5> = {
  name: 'batchNorm',
  shape: ([x, ...others]) => {
    for (const other of others) {
      if (other.length !== 1 || other[0] !== x[1])
        throw new ShapeError(`batchNorm: ${x[1]} channels need statistics of shape [${x[1]}], got ${format(other)}`);
    }
    return x;
  },
  compose: ([x, mean, variance, scale, offset], { epsilon }) => {
    const factor = mul(rsqrt(add(variance, epsilon)), scale);
    return add(mul(sub(x, mean), factor), offset);
  },
};

/**
 * `(x - mean) / sqrt(variance + epsilon) * scale + offset` over the last axis, with the given statistics of shape [channels]
 * (Ioffe and Szegedy 2015).
 */
export function batchNorm(
  x: TensorLike,
  mean: Tensor,
  variance: Tensor,
  scale: Tensor,
  offset: Tensor,
  epsilon = 1e-3,
): Tensor {
  const input = ensure(x, 'float32');
  if (input.rank === 0) throw new ShapeError('batchNorm: takes a tensor of rank 1 or more, got a scalar');
  return reshape(
    run(batchNormOp, [reshape(input, [-1, input.shape[input.rank - 1]]), mean, variance, scale, offset], { epsilon }),
    input.shape,
  );
}

export const momentsOp: Op<undefined, 1> = {
  name: 'moments',
  shape: ([x]) => [2, x[1]],
  compose: ([x]) => stack([mean(x, 0), variance(x, 0)]),
};

/** Mean and biased variance of each channel (the last axis), each of shape [channels]. */
export function moments(x: TensorLike): { mean: Tensor; variance: Tensor } {
  const input = ensure(x, 'float32');
  if (input.rank === 0 || input.size === 0)
    throw new ShapeError(`moments: ${format(input.shape)} has no values to average`);
  const [mean, variance] = unstack(run(momentsOp, [reshape(input, [-1, input.shape[input.rank - 1]])], undefined));
  return { mean, variance };
}

export interface LayerNormOptions {
  /** Axes normalised together. Default: the last. */
  axis?: Axis;
  scale?: TensorLike;
  offset?: TensorLike;
  epsilon?: number;
}

/** Each sample brought to mean 0 and variance 1 over its own features (Ba 2016); `scale` and `offset` broadcast. */
export function layerNorm(x: TensorLike, { axis = -1, scale, offset, epsilon = 1e-3 }: LayerNormOptions = {}): Tensor {
  const input = ensure(x, 'float32');
  const axes = normalizeAxes(axis, input.rank, 'layerNorm');
  const centred = sub(input, mean(input, axes, true));
  let y = mul(centred, rsqrt(add(mean(square(centred), axes, true), epsilon)));
  if (scale !== undefined) y = mul(y, scale);
  if (offset !== undefined) y = add(y, offset);
  if (!sameShape(y.shape, input.shape))
    throw new ShapeError(`layerNorm: scale or offset does not broadcast into ${format(input.shape)}`);
  return y;
}

export interface LocalResponseNormOptions {
  /** Channels in the window, centred on each. Default 5. */
  size?: number;
  /** Default 1e-4, divided by `size` as in AlexNet's own code, Caffe and PyTorch. */
  alpha?: number;
  beta?: number;
  k?: number;
}

/**
 * `x / (k + alpha / size * Σ x²)^beta`, the sum over `size` neighbouring channels (Krizhevsky 2012).
 */
export function localResponseNorm(
  x: TensorLike,
  { size = 5, alpha = 1e-4, beta = 0.75, k = 1 }: LocalResponseNormOptions = {},
): Tensor {
  const input = ensure(x, 'float32');
  const average = channelAvgPool(square(input), {
    poolSize: size,
    strides: 1,
    padding: [Math.floor(size / 2), Math.floor((size - 1) / 2)],
    countPadding: true,
  });
  return div(input, pow(add(mul(average, alpha), k), beta));
}
