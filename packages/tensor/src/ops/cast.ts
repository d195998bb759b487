import type { DType } from '../dtype';
import { type Op, run } from '../op';
import type { Tensor } from '../tensor';
import { asTensor, type TensorLike } from './creation';
import { clone } from './reshape';

export interface CastParams {
  readonly dtype: DType;
}

export const castOp: Op<CastParams, 1> = {
  name: 'cast',
  shape: ([x]) => x,
  dtype: (_, { dtype }) => dtype,
  vjp: (dy, { inputs: [x], params }) => [x.dtype === 'float32' && params.dtype === 'float32' ? () => dy : null],
};

/**
 * The values in another dtype: floats are truncated toward zero in an integer dtype, clamped to 0…255 in uint8,
 * and everything but 0 is true in bool.
 */
export function cast(x: TensorLike, dtype: DType): Tensor {
  const from = asTensor(x);
  return from.dtype === dtype ? clone(from) : run(castOp, [from], { dtype });
}

/** The tensor itself where the dtype fits already: for ops that pass their input on. */
export function ensure(x: TensorLike, dtype: DType): Tensor {
  const from = asTensor(x);
  return from.dtype === dtype ? from : run(castOp, [from], { dtype });
}
