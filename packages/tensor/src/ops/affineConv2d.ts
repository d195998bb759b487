import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, sameShape } from '../shape';
import type { Tensor } from '../tensor';
import { add, mul } from './arithmetic';
import { ensure } from './cast';
import { type Conv2dOptions, conv2dShape, type FusedConv2dParams, fusedConv2dOp, resolveConv2d } from './conv';
import type { TensorLike } from './creation';
import { activate } from './fusedActivation';

export interface AffineConv2dOptions extends Omit<Conv2dOptions, 'bias'> {
  /** Added before the activation; it has exactly the shape of the result. */
  residual?: TensorLike;
}

/**
 * Inputs `[x, filter, scale, shift]`, or those and the residual. No gradient of its own: a recorded one is composed.
 * The scale is apart from the filter, so that a backend that packs filters anyway can fold it in without another copy.
 */
export const affineConv2dOp: Op<FusedConv2dParams, number> = {
  name: 'affineConv2d',
  shape: ([x, w, scale, shift, residual], params) => {
    for (const [what, each] of Object.entries({ scale, shift })) {
      if (each.length !== 1 || each[0] !== w[3]) {
        throw new ShapeError(
          `affineConv2d: ${what} ${format(each)} does not fit the ${w[3]} filters of ${format(w)}: it must be [${w[3]}]`,
        );
      }
    }
    const out = conv2dShape([x, w], params, 'affineConv2d');
    if (residual && !sameShape(residual, out))
      throw new ShapeError(`affineConv2d: residual ${format(residual)} must have the result's shape ${format(out)}`);
    return out;
  },
  compose: ([x, w, scale, shift, residual], { activation, ...params }) => {
    const convolve = (activation: FusedConv2dParams['activation']) =>
      run(fusedConv2dOp, [x, mul(w, scale), shift], { ...params, activation });
    return residual ? activate(activation, add(convolve('linear'), residual)) : convolve(activation);
  },
};

/**
 * A convolution with what follows it in a network that only infers, in one pass where the backend can:
 * `activation(conv2d(x, filter) * scale + shift + residual)`. Batch normalisation with fixed statistics is
 * `scale = gamma / sqrt(variance + epsilon)`, `shift = beta - mean * scale`.
 *
 * Shapes: `x` and `filter` as `conv2d` takes them, `scale` and `shift` [filters], the residual as the result.
 *
 * @throws {ShapeError} if one of them does not fit; {ValueError} for strides, dilations or groups out of range.
 *
 * @example
 * const y = affineConv2d(images, filter, scale, shift, { padding: 'same', residual: images, activation: 'relu' });
 */
export function affineConv2d(
  x: TensorLike,
  filter: TensorLike,
  scale: TensorLike,
  shift: TensorLike,
  { residual, activation = 'linear', ...options }: AffineConv2dOptions = {},
): Tensor {
  const given = residual === undefined ? [x, filter, scale, shift] : [x, filter, scale, shift, residual];
  const inputs = given.map((each) => ensure(each, 'float32'));
  const params = resolveConv2d('affineConv2d', inputs[0].shape, inputs[1].shape, options);
  return run(affineConv2dOp, inputs, { ...params, activation });
}
