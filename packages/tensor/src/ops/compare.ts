import { type Op, run } from '../op';
import { broadcastShapes } from '../shape';
import type { Tensor } from '../tensor';
import { meet } from './arithmetic';
import type { TensorLike } from './creation';

function compareOp(name: string): Op<undefined, 2> {
  return { name, shape: ([a, b]) => broadcastShapes(a, b, name), dtype: () => 'bool', vjp: () => [null, null] };
}

export const equalOp = /* @__PURE__ */ compareOp('equal');

/** Where `a` equals `b`, as bool. */
export function equal(a: TensorLike, b: TensorLike): Tensor {
  return run(equalOp, meet(a, b), undefined);
}

export const notEqualOp = /* @__PURE__ */ compareOp('notEqual');

export function notEqual(a: TensorLike, b: TensorLike): Tensor {
  return run(notEqualOp, meet(a, b), undefined);
}

export const lessOp = /* @__PURE__ */ compareOp('less');

export function less(a: TensorLike, b: TensorLike): Tensor {
  return run(lessOp, meet(a, b), undefined);
}

export const lessEqualOp = /* @__PURE__ */ compareOp('lessEqual');

export function lessEqual(a: TensorLike, b: TensorLike): Tensor {
  return run(lessEqualOp, meet(a, b), undefined);
}

export const greaterOp = /* @__PURE__ */ compareOp('greater');

export function greater(a: TensorLike, b: TensorLike): Tensor {
  return run(greaterOp, meet(a, b), undefined);
}

export const greaterEqualOp = /* @__PURE__ */ compareOp('greaterEqual');

export function greaterEqual(a: TensorLike, b: TensorLike): Tensor {
  return run(greaterEqualOp, meet(a, b), undefined);
}
