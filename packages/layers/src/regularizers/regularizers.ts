import {
  abs,
  add,
  eye,
  formatShape,
  matmul,
  maximum,
  mul,
  rsqrt,
  ShapeError,
  square,
  sub,
  sum,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { described } from '../config/described';
import { lookUp } from '../config/names';

/** A penalty on a weight or an output: a function to a scalar, which training adds to the loss. */
export type Regularizer = (values: Tensor) => Tensor;

/**
 * The sum of the magnitudes, times a factor: drives values to zero (Tibshirani 1996).
 * `l1(1e-4)`, or `l1({ l1: 1e-4 })`; default 0.01.
 *
 * @throws {ValueError} for a factor below 0; so do all regularizers.
 */
export function l1(given: number | { l1?: number } = {}): Regularizer {
  const { l1: factor = 0.01 } = typeof given === 'number' ? { l1: given } : given;
  checkFactor('l1', 'l1', factor);
  return described((values: Tensor) => mul(sum(abs(values)), factor), 'L1', { l1: factor });
}

/**
 * The sum of the squares, times a factor: keeps values small (Krogh and Hertz 1991). `l2(1e-4)`, or `l2({ l2: 1e-4 })`; default
 * 0.01.
 *
 * @example
 * conv2d({ filters: 32, kernelSize: 3, kernelRegularizer: l2(5e-4) });
 */
export function l2(given: number | { l2?: number } = {}): Regularizer {
  const { l2: factor = 0.01 } = typeof given === 'number' ? { l2: given } : given;
  checkFactor('l2', 'l2', factor);
  return described((values: Tensor) => mul(sum(square(values)), factor), 'L2', { l2: factor });
}

/** Both penalties (elastic net; Zou and Hastie 2005): 0.01 of each, or of what is given alone. */
export function l1l2({ l1: first, l2: second }: { l1?: number; l2?: number } = { l1: 0.01, l2: 0.01 }): Regularizer {
  const [one, two] = [l1(first ?? 0), l2(second ?? 0)];
  return described((values: Tensor) => add(one(values), two(values)), 'L1L2', { l1: first ?? 0, l2: second ?? 0 });
}

export interface OrthogonalRegularizerOptions {
  /** Default 0.01. */
  factor?: number;
  /** What is to become orthogonal. Default `rows`. */
  mode?: 'rows' | 'columns';
}

/**
 * The mean magnitude of the cosines between the rows of a matrix, or its columns, times a factor.
 *
 * @throws {ShapeError} when it meets a weight that is no matrix.
 */
export function orthogonalRegularizer({
  factor = 0.01,
  mode = 'rows',
}: OrthogonalRegularizerOptions = {}): Regularizer {
  checkFactor('orthogonalRegularizer', 'factor', factor);
  if (mode !== 'rows' && mode !== 'columns')
    throw new ValueError(`orthogonalRegularizer: mode is 'rows' or 'columns', got '${mode}'`);
  const rows = mode === 'rows';
  const penalty = (values: Tensor): Tensor => {
    const { rank, shape } = values;
    if (rank !== 2) throw new ShapeError(`orthogonalRegularizer: takes a matrix, got ${formatShape(shape)}`);
    const count = shape[rows ? 0 : 1];
    const unit = mul(values, rsqrt(maximum(sum(square(values), rows ? 1 : 0, true), 1e-12)));
    const cosines = mul(matmul(unit, unit, rows ? { transposeB: true } : { transposeA: true }), sub(1, eye(count)));
    // Every pair is there twice; a single vector has none.
    return mul(sum(abs(cosines)), factor / Math.max(1, count * (count - 1)));
  };
  return described(penalty, 'OrthogonalRegularizer', { factor, mode });
}

function checkFactor(who: string, name: string, factor: number): void {
  if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY))
    throw new ValueError(`${who}: ${name} must be a number >= 0, got ${factor}`);
}

/** The factories that a name can stand for. */
export const regularizersByName = { l1, l2, l1l2, orthogonalRegularizer } satisfies Record<string, () => Regularizer>;

export type RegularizerName = keyof typeof regularizersByName;

/** A regularizer, the name of one with its defaults, or a function of your own. */
export type RegularizerLike = RegularizerName | Regularizer;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveRegularizer(like: RegularizerLike): Regularizer {
  if (typeof like === 'function') return like;
  return lookUp<() => Regularizer>(regularizersByName, like, 'regularizer')();
}
