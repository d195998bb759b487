import { ShapeError } from '../errors';
import { type Op, runView } from '../op';
import { format, inferShape, normalizeAxes, normalizeAxis, type Shape, sizeOf } from '../shape';
import type { Tensor } from '../tensor';
import { asTensor, type TensorLike } from './creation';

export interface ReshapeParams {
  readonly shape: Shape;
}

/** Shares the memory of its input: no backend has a kernel for it. */
export const reshapeOp: Op<ReshapeParams, 1> = {
  name: 'reshape',
  shape: ([x], { shape }) => inferShape(x, shape, 'reshape'),
  vjp: (dy, { inputs: [x] }) => [() => reshape(dy, x.shape)],
};

/**
 * The same values in another shape; one axis may be -1, and takes what is left.
 * @throws {ShapeError} if the number of elements differs.
 */
export function reshape(x: TensorLike, shape: readonly number[]): Tensor {
  return runView(reshapeOp, asTensor(x), { shape });
}

/** Another tensor over the same memory. */
export function clone(x: Tensor): Tensor {
  return reshape(x, x.shape);
}

/** All axes in one. */
export function flatten(x: TensorLike): Tensor {
  return reshape(x, [-1]);
}

/** Without its axes of size 1, or without those named. */
export function squeeze(x: TensorLike, axes?: number | readonly number[]): Tensor {
  const from = asTensor(x);
  const drop = axes === undefined ? undefined : normalizeAxes(axes, from.rank, 'squeeze');
  const wrong = drop?.find((axis) => from.shape[axis] !== 1);
  if (wrong !== undefined)
    throw new ShapeError(`squeeze: axis ${wrong} of ${format(from.shape)} has size ${from.shape[wrong]}, not 1`);
  return reshape(
    from,
    from.shape.filter((d, i) => (drop ? !drop.includes(i) : d !== 1)),
  );
}

/** With a new axis of size 1. */
export function expandDims(x: TensorLike, axis = 0): Tensor {
  const from = asTensor(x);
  const at = normalizeAxis(axis, from.rank + 1, 'expandDims');
  return reshape(from, [...from.shape.slice(0, at), 1, ...from.shape.slice(at)]);
}

/** `[outer, n, inner]` around an axis, or a run of them: what reductions and gathers work on. */
export function around(shape: Shape, first: number, last = first): [number, number, number] {
  return [sizeOf(shape.slice(0, first)), sizeOf(shape.slice(first, last + 1)), sizeOf(shape.slice(last + 1))];
}
