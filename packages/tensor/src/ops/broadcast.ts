import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { broadcastShapes, format, type Shape, sameShape } from '../shape';
import type { Tensor } from '../tensor';
import { unbroadcast } from './arithmetic';
import { asTensor, type TensorLike } from './creation';
import { clone, reshape } from './reshape';

export interface BroadcastParams {
  readonly shape: Shape;
}

export const broadcastToOp: Op<BroadcastParams, 1> = {
  name: 'broadcastTo',
  shape: ([x], { shape }) => {
    if (!sameShape(broadcastShapes(x, shape, 'broadcastTo'), shape)) {
      throw new ShapeError(`broadcastTo: ${format(x)} does not broadcast to ${format(shape)}`);
    }
    return shape;
  },
  vjp: (dy, { inputs: [x] }) => [() => unbroadcast(dy, x.shape)],
};

/** The tensor repeated along its axes of size 1, and along new leading ones, until it has `shape`. */
export function broadcastTo(x: TensorLike, shape: Shape): Tensor {
  const from = asTensor(x);
  return sameShape(from.shape, shape) ? clone(from) : run(broadcastToOp, [from], { shape });
}

/**
 * The tensor repeated `repeats[i]` times along axis i.
 *
 * @example
 * tile(tensor([[1, 2]]), [2, 2]); // [[1,2,1,2],[1,2,1,2]]
 */
export function tile(x: TensorLike, repeats: readonly number[]): Tensor {
  const from = asTensor(x);
  if (repeats.length !== from.rank || repeats.some((r) => !Number.isInteger(r) || r < 0)) {
    throw new ShapeError(`tile: takes one whole number per axis of ${format(from.shape)}, got ${format(repeats)}`);
  }
  const apart = broadcastTo(
    reshape(
      from,
      from.shape.flatMap((d) => [1, d]),
    ),
    from.shape.flatMap((d, i) => [repeats[i], d]),
  );
  return reshape(
    apart,
    from.shape.map((d, i) => d * repeats[i]),
  );
}

/** Repeats each element `times` times along an axis: `[1,2]` becomes `[1,1,2,2]`. */
export function repeat(x: TensorLike, times: number, axis: number): Tensor {
  const from = asTensor(x);
  const at = axis < 0 ? axis + from.rank : axis;
  const before = from.shape.slice(0, at + 1);
  const after = from.shape.slice(at + 1);
  const apart = broadcastTo(reshape(from, [...before, 1, ...after]), [...before, times, ...after]);
  return reshape(apart, [...before.slice(0, -1), (before.at(-1) ?? 1) * times, ...after]);
}
