import { ShapeError, ValueError } from '../errors';
import { type Op, run } from '../op';
import { format } from '../shape';
import type { Tensor } from '../tensor';
import { broadcastTo } from './broadcast';
import { concat } from './concat';
import { asTensor, type TensorLike } from './creation';
import { clone, reshape } from './reshape';
import { slice } from './slice';
import { flip } from './transpose';

export interface PadParams {
  readonly paddings: readonly (readonly [number, number])[];
  readonly value: number;
}

export const padOp: Op<PadParams, 1> = {
  name: 'pad',
  shape: ([x], { paddings }) => {
    if (paddings.length !== x.length || paddings.flat().some((p) => !Number.isInteger(p) || p < 0)) {
      throw new ShapeError(
        `pad: ${format(x)} takes a pair of whole numbers >= 0 per axis, got [${paddings.map(format).join(',')}]`,
      );
    }
    return x.map((d, i) => d + paddings[i][0] + paddings[i][1]);
  },
  vjp: (dy, { inputs: [x], params: { paddings } }) => [
    () =>
      slice(
        dy,
        paddings.map(([before]) => before),
        x.shape,
      ),
  ],
};

export interface PadOptions {
  /** `constant` (default), `reflect` (mirrored without the edge) or `edge` (the edge repeated). */
  mode?: 'constant' | 'reflect' | 'edge';
  /** What `constant` fills with. Default 0. */
  value?: number;
}

/**
 * Elements added before and after each axis.
 *
 * @example
 * pad(tensor([1, 2, 3]), [[2, 2]], { mode: 'reflect' }); // [3,2,1,2,3,2,1]
 */
export function pad(
  x: TensorLike,
  paddings: readonly (readonly [number, number])[],
  { mode = 'constant', value = 0 }: PadOptions = {},
): Tensor {
  const from = asTensor(x);
  if (paddings.flat().every((p) => p === 0) && paddings.length === from.rank) return clone(from);
  if (mode === 'constant') return run(padOp, [from], { paddings, value });
  padOp.shape([from.shape], { paddings, value });
  return paddings.reduce((y, [before, after], axis) => {
    if (before === 0 && after === 0) return y;
    const parts = mode === 'reflect' ? reflected(y, axis, before, after) : repeatedEdges(y, axis, before, after);
    return concat(parts, axis);
  }, from);
}

function along(x: Tensor, axis: number, begin: number, size: number): Tensor {
  return slice(
    x,
    x.shape.map((_, i) => (i === axis ? begin : 0)),
    x.shape.map((d, i) => (i === axis ? size : d)),
  );
}

function reflected(x: Tensor, axis: number, before: number, after: number): Tensor[] {
  const length = x.shape[axis];
  if (Math.max(before, after) >= length) {
    throw new ValueError(
      `pad: reflect adds at most ${length - 1} to axis ${axis} of ${format(x.shape)}, got [${before},${after}]`,
    );
  }
  return [flip(along(x, axis, 1, before), axis), x, flip(along(x, axis, length - 1 - after, after), axis)];
}

function repeatedEdges(x: Tensor, axis: number, before: number, after: number): Tensor[] {
  const edge = (at: number, times: number) =>
    broadcastTo(
      along(x, axis, at, 1),
      x.shape.map((d, i) => (i === axis ? times : d)),
    );
  return [edge(0, before), x, edge(x.shape[axis] - 1, after)];
}

/** Zeros between neighbours: `strides[i] - 1` of them along axis i. The adjoint of striding. */
export function dilate(x: Tensor, strides: readonly number[]): Tensor {
  if (strides.every((s) => s === 1)) return x;
  const wide = pad(
    reshape(
      x,
      x.shape.flatMap((d) => [d, 1]),
    ),
    x.shape.flatMap((_, i) => [[0, 0] as const, [0, strides[i] - 1] as const]),
  );
  const full = reshape(
    wide,
    x.shape.map((d, i) => d * strides[i]),
  );
  return slice(
    full,
    [],
    x.shape.map((d, i) => Math.max(0, (d - 1) * strides[i] + 1)),
  );
}
