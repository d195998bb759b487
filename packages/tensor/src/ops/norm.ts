import { ShapeError } from '../errors';
import { format, normalizeAxes, sameShape } from '../shape';
import type { Tensor } from '../tensor';
import { add, div, mul, pow, sub } from './arithmetic';
import { ensure } from './cast';
import type { TensorLike } from './creation';
import { channelAvgPool } from './pool';
import { type Axis, mean } from './reduce';
import { rsqrt, square } from './unary';

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
