import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxis } from '../shape';
import type { Tensor } from '../tensor';
import { asTensor, type TensorLike } from './creation';
import { dilate, pad } from './pad';
import { reshape } from './reshape';
import { flip } from './transpose';

export interface SliceParams {
  readonly begin: readonly number[];
  /** Elements taken along each axis, counted after striding. */
  readonly size: readonly number[];
  readonly strides: readonly number[];
}

export const sliceOp: Op<SliceParams, 1> = {
  name: 'slice',
  shape: ([x], { begin, size, strides }) => {
    const bad = x.findIndex(
      (d, i) => begin[i] < 0 || size[i] < 0 || (size[i] > 0 && begin[i] + (size[i] - 1) * strides[i] >= d),
    );
    if (bad >= 0 || begin.length !== x.length || size.length !== x.length) {
      throw new ShapeError(
        `slice: ${format(size)} elements from ${format(begin)} in steps of ${format(strides)} leave ${format(x)}${bad >= 0 ? ` on axis ${bad}` : ''}`,
      );
    }
    return size;
  },
  vjp: (dy, { inputs: [x], params: { begin, size, strides } }) => [
    () => {
      const apart = dilate(dy, strides);
      return pad(
        apart,
        x.shape.map((d, i) => [begin[i], d - begin[i] - (size[i] === 0 ? 0 : (size[i] - 1) * strides[i] + 1)]),
      );
    },
  ],
};

/**
 * A block of a tensor: `size[i]` elements from `begin[i]` along axis i; -1 takes all that is left.
 * Axes not named are taken whole.
 */
export function slice(x: TensorLike, begin: number | readonly number[], size?: number | readonly number[]): Tensor {
  const from = asTensor(x);
  const starts = typeof begin === 'number' ? [begin] : begin;
  const lengths = size === undefined ? [] : typeof size === 'number' ? [size] : size;
  if (starts.length > from.rank || lengths.length > from.rank) {
    throw new ShapeError(
      `slice: begin ${format(starts)} and size ${format(lengths)} name more axes than ${format(from.shape)} has`,
    );
  }
  const first = from.shape.map((_, i) => starts[i] ?? 0);
  const count = from.shape.map((d, i) => (lengths[i] === undefined || lengths[i] === -1 ? d - first[i] : lengths[i]));
  return run(sliceOp, [from], { begin: first, size: count, strides: from.shape.map(() => 1) });
}

/**
 * Python's `x[begin:end:stride]` along each axis: negative positions count from the end, negative strides walk backwards,
 * and `null` as an end means as far as it goes.
 *
 * @example
 * stridedSlice(range(10), [8], [null], [-3]); // [8, 5, 2]
 */
export function stridedSlice(
  x: TensorLike,
  begin: readonly (number | null)[],
  end: readonly (number | null)[],
  strides: readonly number[] = begin.map(() => 1),
): Tensor {
  const from = asTensor(x);
  if (
    begin.length > from.rank ||
    end.length !== begin.length ||
    strides.length !== begin.length ||
    strides.includes(0)
  ) {
    throw new ShapeError(
      `stridedSlice: begin ${format(begin)}, end ${format(end)} and strides ${format(strides)} must have one length, at most ${from.rank}, and no stride of 0`,
    );
  }
  const plan = from.shape.map((d, i) => {
    const stride = strides[i] ?? 1;
    const clamp = (p: number, low: number, high: number) => Math.min(high, Math.max(low, p < 0 ? p + d : p));
    const start =
      begin[i] == null
        ? stride > 0
          ? 0
          : d - 1
        : clamp(begin[i] as number, stride > 0 ? 0 : -1, stride > 0 ? d : d - 1);
    const stop =
      end[i] == null ? (stride > 0 ? d : -1) : clamp(end[i] as number, stride > 0 ? 0 : -1, stride > 0 ? d : d - 1);
    const count = Math.max(0, Math.ceil((stop - start) / stride));
    return stride > 0 ? { begin: start, count, stride } : { begin: start + (count - 1) * stride, count, stride };
  });
  const block = run(sliceOp, [from], {
    begin: plan.map((p) => (p.count === 0 ? 0 : p.begin)),
    size: plan.map((p) => p.count),
    strides: plan.map((p) => Math.abs(p.stride)),
  });
  const backwards = plan.flatMap((p, i) => (p.stride < 0 ? [i] : []));
  return backwards.length > 0 ? flip(block, backwards) : block;
}

/**
 * Cuts a tensor along an axis, into `parts` equal pieces or into pieces of the given sizes.
 * @throws {ShapeError} if the axis cannot be divided so.
 */
export function split(x: TensorLike, parts: number | readonly number[], axis = 0): Tensor[] {
  const from = asTensor(x);
  const at = normalizeAxis(axis, from.rank, 'split');
  const length = from.shape[at];
  const sizes = typeof parts === 'number' ? Array.from({ length: parts }, () => length / parts) : parts;
  if (sizes.some((s) => !Number.isInteger(s) || s < 0) || sizes.reduce((a, b) => a + b, 0) !== length) {
    throw new ShapeError(
      `split: axis ${at} of ${format(from.shape)} cannot be cut into ${typeof parts === 'number' ? `${parts} equal parts` : format(parts)}`,
    );
  }
  let start = 0;
  return sizes.map((size) => {
    const piece = slice(
      from,
      from.shape.map((_, i) => (i === at ? start : 0)),
      from.shape.map((d, i) => (i === at ? size : d)),
    );
    start += size;
    return piece;
  });
}

/** The pieces of a tensor along an axis, without that axis. */
export function unstack(x: TensorLike, axis = 0): Tensor[] {
  const from = asTensor(x);
  const at = normalizeAxis(axis, from.rank, 'unstack');
  const shape = from.shape.filter((_, i) => i !== at);
  return split(from, from.shape[at], at).map((piece) => reshape(piece, shape));
}
