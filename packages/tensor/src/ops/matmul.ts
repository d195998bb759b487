import { ShapeError } from '../errors';
import { type Op, run } from '../op';
import { broadcastShapes, format, type Shape, sizeOf } from '../shape';
import type { Tensor } from '../tensor';
import { add } from './arithmetic';
import { broadcastTo } from './broadcast';
import { ensure } from './cast';
import type { TensorLike } from './creation';
import { activate, activationGrad, type FusedActivation } from './fusedActivation';
import { sum } from './reduce';
import { reshape, squeeze } from './reshape';

export interface MatmulParams {
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export const matmulOp: Op<MatmulParams, 2> = {
  name: 'matmul',
  shape: ([a, b], { transposeA, transposeB }) => {
    const [m, k] = transposeA ? [a[2], a[1]] : [a[1], a[2]];
    const [l, n] = transposeB ? [b[2], b[1]] : [b[1], b[2]];
    if (k !== l) {
      throw new ShapeError(
        `matmul: ${format(a.slice(1))}${transposeA ? 'ᵀ' : ''} times ${format(b.slice(1))}${transposeB ? 'ᵀ' : ''}: inner sizes ${k} and ${l} differ`,
      );
    }
    if (a[0] !== b[0] && a[0] !== 1 && b[0] !== 1)
      throw new ShapeError(`matmul: batches of ${a[0]} and ${b[0]} differ`);
    return [a[0] === 1 ? b[0] : a[0], m, n];
  },
  vjp: (dy, { inputs: [a, b], params: { transposeA: ta, transposeB: tb } }) => [
    () => foldBatch(ta ? multiply(b, dy, tb, true) : multiply(dy, b, false, !tb), a.shape),
    () => foldBatch(tb ? multiply(dy, a, true, ta) : multiply(a, dy, !ta, false), b.shape),
  ],
};

function multiply(a: Tensor, b: Tensor, transposeA: boolean, transposeB: boolean): Tensor {
  return run(matmulOp, [a, b], { transposeA, transposeB });
}

function foldBatch(gradient: Tensor, shape: Shape): Tensor {
  return gradient.shape[0] === shape[0] ? gradient : sum(gradient, 0, true);
}

export interface MatmulOptions {
  /** Use `a` with its last two axes swapped. */
  transposeA?: boolean;
  /** Use `b` with its last two axes swapped. */
  transposeB?: boolean;
}

/**
 * The matrix product over the last two axes; leading axes are batches and broadcast. A vector counts as a row
 * on the left and as a column on the right.
 *
 * @throws {ShapeError} if the inner sizes differ.
 *
 * @example
 * matmul(tensor([[1, 2]]), tensor([[3], [4]])); // [[11]]
 */
export function matmul(
  a: TensorLike,
  b: TensorLike,
  { transposeA = false, transposeB = false }: MatmulOptions = {},
): Tensor {
  const [p, q] = [ensure(a, 'float32'), ensure(b, 'float32')];
  if (p.rank === 0 || q.rank === 0)
    throw new ShapeError(`matmul: takes tensors of rank 1 or more, got ${format(p.shape)} and ${format(q.shape)}`);
  const left = p.rank === 1 ? reshape(p, transposeA ? [-1, 1] : [1, -1]) : p;
  const right = q.rank === 1 ? reshape(q, transposeB ? [1, -1] : [-1, 1]) : q;
  const batch = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2), 'matmul');
  const y = multiply(toBatch(left, batch), toBatch(right, batch), transposeA, transposeB);
  const full = reshape(y, [...batch, y.shape[1], y.shape[2]]);
  const drop = [...(p.rank === 1 ? [-2] : []), ...(q.rank === 1 ? [-1] : [])];
  return drop.length > 0 ? squeeze(full, drop) : full;
}

/** `[batch or 1, rows, columns]`: a single matrix is left single, it need not be copied. */
function toBatch(x: Tensor, batch: Shape): Tensor {
  const matrix = x.shape.slice(-2);
  const own = x.shape.slice(0, -2);
  if (sizeOf(own) === 1) return reshape(x, [1, ...matrix]);
  return reshape(sizeOf(own) === sizeOf(batch) ? x : broadcastTo(x, [...batch, ...matrix]), [sizeOf(batch), ...matrix]);
}

export interface FusedMatmulParams {
  readonly activation: FusedActivation;
}

export const fusedMatmulOp: Op<FusedMatmulParams, 3> = {
  name: 'fusedMatmul',
  shape: ([x, w, b]) => {
    if (x[1] !== w[0])
      throw new ShapeError(`dense: input ${format(x)} has ${x[1]} features, the kernel ${format(w)} takes ${w[0]}`);
    if (b.length !== 1 || b[0] !== w[1])
      throw new ShapeError(`dense: bias ${format(b)} does not fit a kernel ${format(w)}`);
    return [x[0], w[1]];
  },
  vjp: (dy, { inputs: [x, w], output, params: { activation } }) => {
    let before: Tensor | undefined;
    const dz = () => {
      before ??= activationGrad(activation, dy, output);
      return before;
    };
    return [
      () => matmul(dz(), w, { transposeB: true }),
      () => matmul(x, dz(), { transposeA: true }),
      () => sum(dz(), 0),
    ];
  },
  compose: ([x, w, b], { activation }) => activate(activation, add(matmul(x, w), b)),
};

/**
 * A fully connected layer: `activation(x w + b)` for `x` [rows, inputs], `w` [inputs, units], `b` [units].
 */
export function fusedMatmul(x: Tensor, w: Tensor, b: Tensor, activation: FusedActivation = 'linear'): Tensor {
  return run(fusedMatmulOp, [ensure(x, 'float32'), w, b], { activation });
}
