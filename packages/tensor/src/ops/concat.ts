import { promote } from '../dtype';
import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxis } from '../shape';
import type { Tensor } from '../tensor';
import { ensure } from './cast';
import { asTensor, type TensorLike } from './creation';
import { around, expandDims, reshape } from './reshape';
import { slice } from './slice';

export const concatOp: Op<undefined> = {
  name: 'concat',
  shape: (inputs) => [inputs[0][0], inputs.reduce((n, x) => n + x[1], 0), inputs[0][2]],
  vjp: (dy, { inputs }) => {
    let start = 0;
    return inputs.map((x) => {
      const begin = start;
      start += x.shape[1];
      return () => slice(dy, [0, begin, 0], x.shape);
    });
  },
};

/**
 * Tensors one after the other along an axis; all other axes must agree.
 * @throws {ShapeError} if they do not, naming the two shapes.
 */
export function concat(tensors: readonly TensorLike[], axis = 0): Tensor {
  if (tensors.length === 0) throw new ShapeError('concat: needs at least one tensor');
  const list = tensors.map((t) => asTensor(t));
  const dtype = list.map((t) => t.dtype).reduce(promote);
  const [first] = list;
  const at = normalizeAxis(axis, first.rank, 'concat');
  for (const t of list) {
    if (t.rank !== first.rank || t.shape.some((d, i) => i !== at && d !== first.shape[i])) {
      throw new ShapeError(`concat: ${format(first.shape)} and ${format(t.shape)} differ on an axis other than ${at}`);
    }
  }
  const joined = run(
    concatOp,
    list.map((t) => reshape(ensure(t, dtype), around(t.shape, at))),
    undefined,
  );
  return reshape(
    joined,
    first.shape.map((d, i) => (i === at ? joined.shape[1] : d)),
  );
}

/** Tensors of one shape as slices of a new axis. */
export function stack(tensors: readonly TensorLike[], axis = 0): Tensor {
  return concat(
    tensors.map((t) => expandDims(t, axis)),
    axis,
  );
}
