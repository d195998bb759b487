import type { DType } from '../dtype';
import { ValueError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxis } from '../shape';
import type { Tensor } from '../tensor';
import { add, mul } from './arithmetic';
import { cast, ensure } from './cast';
import { equal, greaterEqual, less } from './compare';
import { asTensor, range, type TensorLike } from './creation';
import { logicalOr, select } from './logic';
import { around, expandDims, reshape } from './reshape';

export const gatherOp: Op<undefined, 2> = {
  name: 'gather',
  shape: ([x, indices]) => [x[0], indices[0], x[2]],
  vjp: (dy, { inputs: [x, indices] }) => [() => run(scatterAddOp, [dy, indices], { n: x.shape[1] }), null],
};

export interface ScatterParams {
  /** Size of the axis that is scattered into. */
  readonly n: number;
}

export const scatterAddOp: Op<ScatterParams, 2> = {
  name: 'scatterAdd',
  shape: ([updates], { n }) => [updates[0], n, updates[2]],
  vjp: (dy, { inputs: [, indices] }) => [() => run(gatherOp, [dy, indices], undefined), null],
};

/**
 * Slices of `x` along an axis, at the given positions; `indices` may have any shape, which takes the place of the axis.
 * @throws {ValueError} if an index is outside the axis, where the backend can tell.
 *
 * @example
 * gather(embeddings, tensor([3, 1, 3], 'int32')); // rows 3, 1, 3
 */
export function gather(x: TensorLike, indices: TensorLike, axis = 0): Tensor {
  const from = asTensor(x);
  const at = normalizeAxis(axis, from.rank, 'gather');
  const places = ensure(indices, 'int32');
  if (from.shape[at] === 0 && places.size > 0)
    throw new ValueError(`gather: axis ${at} of ${format(from.shape)} is empty`);
  const out = run(gatherOp, [reshape(from, around(from.shape, at)), reshape(places, [-1])], undefined);
  return reshape(out, [...from.shape.slice(0, at), ...places.shape, ...from.shape.slice(at + 1)]);
}

/**
 * Adds slices into zeros: `out[indices[i]] += updates[i]` along an axis of size `n`. The adjoint of `gather`.
 * Positions that come up twice add up.
 */
export function scatterAdd(updates: TensorLike, indices: TensorLike, n: number, axis = 0): Tensor {
  const values = asTensor(updates);
  const places = ensure(indices, 'int32');
  const at = normalizeAxis(axis, values.rank, 'scatterAdd');
  if (places.rank !== 1 || places.size !== values.shape[at]) {
    throw new ValueError(
      `scatterAdd: ${format(values.shape)} takes ${values.shape[at]} indices along axis ${at}, got ${format(places.shape)}`,
    );
  }
  const out = run(scatterAddOp, [reshape(values, around(values.shape, at)), places], { n });
  return reshape(
    out,
    values.shape.map((d, i) => (i === at ? n : d)),
  );
}

/** Elements picked from the last axis: `out[i,j] = x[i, indices[i,j]]` for `x` [rows, n] and `indices` [rows, k]. */
export function gatherElements(x: Tensor, indices: Tensor): Tensor {
  const [rows, n] = x.shape;
  // An index outside its row would meet another row: -1 lets the kernel refuse it.
  const outside = logicalOr(less(indices, 0), greaterEqual(indices, n));
  const places = select(outside, -1, add(indices, expandDims(mul(range(0, rows, 1, 'int32'), n), 1)));
  return reshape(run(gatherOp, [reshape(x, [1, -1, 1]), reshape(places, [-1])], undefined), indices.shape);
}

/**
 * One-hot rows: `[…, depth]` with 1 at each index; an index outside gives a row of zeros.
 */
export function oneHot(indices: TensorLike, depth: number, dtype: DType = 'float32'): Tensor {
  const places = ensure(indices, 'int32');
  if (!Number.isInteger(depth) || depth < 0) throw new ValueError(`oneHot: depth is a whole number >= 0, got ${depth}`);
  return cast(equal(expandDims(places, places.rank), range(0, depth, 1, 'int32')), dtype);
}
