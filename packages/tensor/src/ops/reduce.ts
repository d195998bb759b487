import { ShapeError, ValueError } from '../errors';
import { type Op, run } from '../op';
import { format, normalizeAxes, normalizeAxis, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import { add, div, mul, sub } from './arithmetic';
import { broadcastTo } from './broadcast';
import { cast, ensure } from './cast';
import { equal } from './compare';
import { asTensor, type TensorLike } from './creation';
import { gatherElements } from './gather';
import { mask, select } from './logic';
import { pad } from './pad';
import { around, clone, expandDims, reshape, squeeze } from './reshape';
import { slice } from './slice';
import { stopGradient } from './stopGradient';
import { abs, exp, isFinite, log, sqrt, square } from './unary';

export type Axis = number | readonly number[];

// Every kernel here reduces the middle axis of [outer, n, inner]; the functions below bring any axes into that form.
function reduceShape(name: string, empty: boolean) {
  return ([x]: readonly [Shape]): Shape => {
    if (x.length !== 3) throw new ShapeError(`${name}: works on [outer, n, inner], got ${format(x)}`);
    if (!empty && x[1] === 0 && x[0] * x[2] > 0) throw new ShapeError(`${name}: an axis of size 0 has no ${name}`);
    return [x[0], x[2]];
  };
}

/** Spreads a gradient of [outer, inner] back over [outer, n, inner]. */
const spread = (dy: Tensor, x: Tensor) => broadcastTo(expandDims(dy, 1), x.shape);

export const sumOp: Op<undefined, 1> = {
  name: 'sum',
  shape: reduceShape('sum', true),
  vjp: (dy, { inputs: [x] }) => [() => spread(dy, x)],
};

export const prodOp: Op<undefined, 1> = {
  name: 'prod',
  shape: reduceShape('prod', true),
  vjp: (dy, { inputs: [x] }) => [
    () => {
      // The product of the others: of those before, times of those after, so that zeros are no trouble.
      const others = mul(cumprod(x, false), cumprod(x, true));
      return mul(spread(dy, x), others);
    },
  ],
};

/** The middle axis moved by `step` places, ones coming in. */
function shift(x: Tensor, step: number, reverse: boolean): Tensor {
  const [outer, n, inner] = x.shape;
  const rest = slice(x, [0, reverse ? step : 0, 0], [outer, n - step, inner]);
  return pad(rest, [[0, 0], reverse ? [0, step] : [step, 0], [0, 0]], { value: 1 });
}

/** Exclusive running products along the middle axis, by doubling: log2(n) multiplications. */
function cumprod(x: Tensor, reverse: boolean): Tensor {
  const n = x.shape[1];
  let y = shift(x, 1, reverse);
  for (let step = 1; step < n; step *= 2) y = mul(y, shift(y, step, reverse));
  return y;
}

export const maxOp: Op<undefined, 1> = {
  name: 'max',
  shape: reduceShape('max', false),
  vjp: (dy, { inputs: [x], output }) => [() => shareAmong(dy, x, output)],
};

export const minOp: Op<undefined, 1> = {
  name: 'min',
  shape: reduceShape('min', false),
  vjp: (dy, { inputs: [x], output }) => [() => shareAmong(dy, x, output)],
};

/** Every element that attains the extreme gets an equal share, as in PyTorch's amax. */
function shareAmong(dy: Tensor, x: Tensor, extreme: Tensor): Tensor {
  const hit = equal(x, expandDims(extreme, 1));
  const count = run(sumOp, [cast(hit, 'float32')], undefined);
  return mask(spread(div(dy, count), x), hit);
}

const constantReduction = (name: string, empty: boolean): Op<undefined, 1> => ({
  name,
  shape: reduceShape(name, empty),
  vjp: () => [null],
});

export const anyOp = /* @__PURE__ */ constantReduction('any', true);
export const allOp = /* @__PURE__ */ constantReduction('all', true);
export const argMaxOp: Op<undefined, 1> = { ...constantReduction('argMax', false), dtype: () => 'int32' };
export const argMinOp: Op<undefined, 1> = { ...constantReduction('argMin', false), dtype: () => 'int32' };

/** Reduces runs of neighbouring axes one after the other, last first. */
function reduceAxes(op: Op<undefined, 1>, x: Tensor, axis: Axis | undefined, keepDims: boolean): Tensor {
  const axes = normalizeAxes(axis, x.rank, op.name);
  let y = x;
  for (let i = axes.length - 1; i >= 0; ) {
    let first = i;
    while (first > 0 && axes[first - 1] === axes[first] - 1) first--;
    const reduced = run(op, [reshape(y, around(y.shape, axes[first], axes[i]))], undefined);
    y = reshape(reduced, [...y.shape.slice(0, axes[first]), ...y.shape.slice(axes[i] + 1)]);
    i = first - 1;
  }
  if (axes.length === 0) y = clone(x);
  return keepDims
    ? reshape(
        y,
        x.shape.map((d, i) => (axes.includes(i) ? 1 : d)),
      )
    : y;
}

const numeric = (x: TensorLike): Tensor => {
  const t = asTensor(x);
  return t.dtype === 'float32' ? t : ensure(t, 'int32');
};

/** The sum over `axis` (a number, several, or all); bools and uint8 are counted as int32. */
export function sum(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(sumOp, numeric(x), axis, keepDims);
}

/** The product over `axis`. */
export function prod(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(prodOp, numeric(x), axis, keepDims);
}

/** The largest value over `axis`; NaN if there is one. Ties share the gradient. */
export function max(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(maxOp, numeric(x), axis, keepDims);
}

/** The smallest value over `axis`; NaN if there is one. Ties share the gradient. */
export function min(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(minOp, numeric(x), axis, keepDims);
}

/** Whether any value over `axis` is true. */
export function any(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(anyOp, ensure(x, 'bool'), axis, keepDims);
}

/** Whether all values over `axis` are true. */
export function all(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return reduceAxes(allOp, ensure(x, 'bool'), axis, keepDims);
}

/** The mean over `axis`, float32. */
export function mean(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  const from = ensure(x, 'float32');
  const total = sum(from, axis, keepDims);
  return mul(total, total.size / from.size);
}

/** The variance over `axis`: the mean squared distance from the mean (biased, as in NumPy and batch-norm). */
export function variance(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  const from = ensure(x, 'float32');
  return mean(square(sub(from, mean(from, axis, true))), axis, keepDims);
}

/** A square root whose gradient at 0 is 0, as that of PyTorch's norm, and not infinite. */
function rootOf(x: Tensor): Tensor {
  const none = equal(x, 0);
  return select(none, 0, sqrt(select(none, 1, x)));
}

/** The square root of the variance. */
export function std(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  return rootOf(variance(x, axis, keepDims));
}

/** `log(sum(exp(x)))`, safe for large values. */
export function logSumExp(x: TensorLike, axis?: Axis, keepDims = false): Tensor {
  const from = ensure(x, 'float32');
  const highest = stopGradient(max(from, axis, true));
  const safe = select(isFinite(highest), highest, 0);
  const y = add(log(sum(exp(sub(from, safe)), axis, true)), safe);
  return keepDims ? y : squeeze(y, normalizeAxes(axis, from.rank, 'logSumExp'));
}

/** The vector norm over `axis`: 1 (sum of magnitudes), 2 (Euclidean, default) or Infinity (largest magnitude). */
export function norm(x: TensorLike, order: 1 | 2 | number = 2, axis?: Axis, keepDims = false): Tensor {
  const from = ensure(x, 'float32');
  if (order === 1) return sum(abs(from), axis, keepDims);
  if (order === 2) return rootOf(sum(square(from), axis, keepDims));
  if (order === Number.POSITIVE_INFINITY) return max(abs(from), axis, keepDims);
  throw new ValueError(`norm: order is 1, 2 or Infinity, got ${order}`);
}

function argReduce(op: Op<undefined, 1>, x: TensorLike, axis: number, keepDims: boolean): Tensor {
  const from = numeric(x);
  const at = normalizeAxis(axis, from.rank, op.name);
  return reduceAxes(op, from, at, keepDims);
}

/** Where along `axis` the largest value stands (the first of equal ones), int32. */
export function argMax(x: TensorLike, axis = -1, keepDims = false): Tensor {
  return argReduce(argMaxOp, x, axis, keepDims);
}

/** Where along `axis` the smallest value stands (the first of equal ones), int32. */
export function argMin(x: TensorLike, axis = -1, keepDims = false): Tensor {
  return argReduce(argMinOp, x, axis, keepDims);
}

export interface CumsumParams {
  readonly exclusive: boolean;
  readonly reverse: boolean;
}

export const cumsumOp: Op<CumsumParams, 1> = {
  name: 'cumsum',
  shape: ([x]) => x,
  vjp: (dy, { params }) => [() => run(cumsumOp, [dy], { ...params, reverse: !params.reverse })],
};

/** Running sums along an axis; `exclusive` leaves each element itself out, `reverse` starts at the end. */
export function cumsum(
  x: TensorLike,
  axis = 0,
  { exclusive = false, reverse = false }: Partial<CumsumParams> = {},
): Tensor {
  const from = numeric(x);
  const at = normalizeAxis(axis, from.rank, 'cumsum');
  return reshape(run(cumsumOp, [reshape(from, around(from.shape, at))], { exclusive, reverse }), from.shape);
}

export interface TopKParams {
  readonly k: number;
}

export const topKIndicesOp: Op<TopKParams, 1> = {
  name: 'topKIndices',
  shape: ([[outer, n]], { k }) => {
    if (!Number.isInteger(k) || k < 0 || k > n)
      throw new ValueError(`topK: k is ${k}, the last axis has ${n} elements`);
    return [outer, k];
  },
  dtype: () => 'int32',
  vjp: () => [null],
};

/**
 * The `k` largest values of the last axis, largest first (of equal ones, the earlier first), and where they stand.
 *
 * @example
 * const { values, indices } = topK(logits, 5);
 */
export function topK(x: TensorLike, k = 1): { values: Tensor; indices: Tensor } {
  const from = ensure(x, 'float32');
  if (from.rank === 0) throw new ShapeError('topK: takes a tensor of rank 1 or more, got a scalar');
  const n = from.shape[from.rank - 1];
  const rows = reshape(from, [n === 0 ? 0 : from.size / n, n]);
  const indices = run(topKIndicesOp, [rows], { k });
  const shape = [...from.shape.slice(0, -1), k];
  return { values: reshape(gatherElements(rows, indices), shape), indices: reshape(indices, shape) };
}
