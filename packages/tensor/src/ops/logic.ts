import { type Op, run } from '../op';
import { broadcastShapes } from '../shape';
import type { Tensor } from '../tensor';
import { meet, mul, unbroadcast } from './arithmetic';
import { cast, ensure } from './cast';
import { notEqual } from './compare';
import type { TensorLike } from './creation';

function logicalOp(name: string): Op<undefined, 2> {
  return { name, shape: ([a, b]) => broadcastShapes(a, b, name), vjp: () => [null, null] };
}

export const logicalAndOp = /* @__PURE__ */ logicalOp('logicalAnd');

export function logicalAnd(a: TensorLike, b: TensorLike): Tensor {
  return run(logicalAndOp, [ensure(a, 'bool'), ensure(b, 'bool')], undefined);
}

export const logicalOrOp = /* @__PURE__ */ logicalOp('logicalOr');

export function logicalOr(a: TensorLike, b: TensorLike): Tensor {
  return run(logicalOrOp, [ensure(a, 'bool'), ensure(b, 'bool')], undefined);
}

export function logicalXor(a: TensorLike, b: TensorLike): Tensor {
  return notEqual(ensure(a, 'bool'), ensure(b, 'bool'));
}

export const logicalNotOp: Op<undefined, 1> = { name: 'logicalNot', shape: ([x]) => x, vjp: () => [null] };

export function logicalNot(x: TensorLike): Tensor {
  return run(logicalNotOp, [ensure(x, 'bool')], undefined);
}

export const selectOp: Op<undefined, 3> = {
  name: 'select',
  shape: ([condition, a, b]) => broadcastShapes(condition, broadcastShapes(a, b, 'where'), 'where'),
  dtype: ([, a]) => a,
  vjp: (dy, { inputs: [condition, a, b] }) => [
    null,
    () => unbroadcast(select(condition, dy, 0), a.shape),
    () => unbroadcast(select(condition, 0, dy), b.shape),
  ],
};

/** As `where`, the name the kernels know it by. */
export function select(condition: Tensor, a: TensorLike, b: TensorLike): Tensor {
  return run(selectOp, [condition, ...meet(a, b, 'bool')], undefined);
}

/**
 * `a` where the condition holds, `b` elsewhere; all three broadcast.
 *
 * @example
 * where(greater(x, 0), x, mul(x, 0.1));
 */
export function where(condition: TensorLike, a: TensorLike, b: TensorLike): Tensor {
  return select(ensure(condition, 'bool'), a, b);
}

/** `x` where the condition holds, 0 elsewhere: the gradient of everything that cuts values off. */
export function mask(x: Tensor, condition: Tensor): Tensor {
  return mul(x, cast(condition, 'float32'));
}
