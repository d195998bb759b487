import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxes, normalizeAxis, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import { asTensor, type TensorLike } from './creation';
import { clone } from './reshape';

export interface TransposeParams {
  /** Output axis i is input axis `perm[i]`. */
  readonly perm: readonly number[];
}

export const transposeOp: Op<TransposeParams, 1> = {
  name: 'transpose',
  shape: ([x], { perm }) => perm.map((axis) => x[axis]),
  vjp: (dy, { params: { perm } }) => [
    () => {
      const inverse = perm.map((_, i) => perm.indexOf(i));
      return run(transposeOp, [dy], { perm: inverse });
    },
  ],
};

/** The axes in another order; reversed when `perm` is left out. */
export function transpose(x: TensorLike, perm?: readonly number[]): Tensor {
  const from = asTensor(x);
  const order = perm
    ? perm.map((axis) => normalizeAxis(axis, from.rank, 'transpose'))
    : [...from.shape.keys()].reverse();
  if (order.length !== from.rank || new Set(order).size !== from.rank) {
    throw new ShapeError(
      `transpose: ${format(order)} is not an order of the ${from.rank} axes of ${format(from.shape)}`,
    );
  }
  return order.every((axis, i) => axis === i) ? clone(from) : run(transposeOp, [from], { perm: order });
}

export interface FlipParams {
  readonly axes: readonly number[];
}

export const flipOp: Op<FlipParams, 1> = {
  name: 'flip',
  shape: ([x]: readonly [Shape]) => x,
  vjp: (dy, { params }) => [() => run(flipOp, [dy], params)],
};

/** Back to front along the axes (all of them when left out). */
export function flip(x: TensorLike, axes?: number | readonly number[]): Tensor {
  const from = asTensor(x);
  return run(flipOp, [from], { axes: normalizeAxes(axes, from.rank, 'flip') });
}

/** Moves an axis to the end; with the way back. */
export function axisLast(x: Tensor, axis: number, who: string): { moved: Tensor; back: (y: Tensor) => Tensor } {
  const at = normalizeAxis(axis, x.rank, who);
  if (at === x.rank - 1) return { moved: x, back: (y) => y };
  const order = [...x.shape.keys()].filter((i) => i !== at);
  const back = (y: Tensor) =>
    transpose(y, [...order.slice(0, at).keys(), x.rank - 1, ...order.slice(at).map((_, i) => at + i)]);
  return { moved: transpose(x, [...order, at]), back };
}
