import { type Op, run } from '../op';
import type { Tensor } from '../tensor';
import { reluGrad } from './activation';
import { add, div, maximum, minimum, mul, sub } from './arithmetic';
import { cast, ensure } from './cast';
import { greater, less } from './compare';
import { asTensor, type TensorLike, zerosLike } from './creation';
import { logicalNot, logicalOr, mask } from './logic';

type UnaryGradient = (dy: Tensor, x: Tensor, y: Tensor) => Tensor;

/** An elementwise float32 op; its gradient is written from the input `x` and the output `y`. */
function unaryOp(name: string, gradient: UnaryGradient): Op<undefined, 1> {
  return { name, shape: ([x]) => x, vjp: (dy, { inputs: [x], output }) => [() => gradient(dy, x, output)] };
}

/** Runs a float op; integers are cast. */
function float(op: Op<undefined, 1>, x: TensorLike): Tensor {
  return run(op, [ensure(x, 'float32')], undefined);
}

/** Integers stay integers, by way of `exact`: float32 holds whole numbers only up to 2²⁴. */
function whole(op: Op<undefined, 1>, x: TensorLike, exact: (x: Tensor) => Tensor): Tensor {
  const from = asTensor(x);
  return from.dtype === 'float32' ? run(op, [from], undefined) : exact(cast(from, 'int32'));
}

const itself = (x: Tensor): Tensor => x;

const flat: UnaryGradient = (_, x) => zerosLike(x);

export const negOp = /* @__PURE__ */ unaryOp('neg', (dy) => neg(dy));
export const absOp = /* @__PURE__ */ unaryOp('abs', (dy, x) => mul(dy, sign(x)));
export const signOp = /* @__PURE__ */ unaryOp('sign', flat);
export const floorOp = /* @__PURE__ */ unaryOp('floor', flat);
export const ceilOp = /* @__PURE__ */ unaryOp('ceil', flat);
export const roundOp = /* @__PURE__ */ unaryOp('round', flat);
export const expOp = /* @__PURE__ */ unaryOp('exp', (dy, _, y) => mul(dy, y));
export const expm1Op = /* @__PURE__ */ unaryOp('expm1', (dy, _, y) => mul(dy, add(y, 1)));
export const logOp = /* @__PURE__ */ unaryOp('log', (dy, x) => div(dy, x));
export const log1pOp = /* @__PURE__ */ unaryOp('log1p', (dy, x) => div(dy, add(x, 1)));
export const sqrtOp = /* @__PURE__ */ unaryOp('sqrt', (dy, _, y) => div(mul(dy, 0.5), y));
export const rsqrtOp = /* @__PURE__ */ unaryOp('rsqrt', (dy, _, y) => mul(dy, mul(-0.5, mul(y, square(y)))));
export const squareOp = /* @__PURE__ */ unaryOp('square', (dy, x) => mul(dy, mul(x, 2)));
export const reciprocalOp = /* @__PURE__ */ unaryOp('reciprocal', (dy, _, y) => neg(mul(dy, square(y))));
export const sinOp = /* @__PURE__ */ unaryOp('sin', (dy, x) => mul(dy, cos(x)));
export const cosOp = /* @__PURE__ */ unaryOp('cos', (dy, x) => neg(mul(dy, sin(x))));
export const tanOp = /* @__PURE__ */ unaryOp('tan', (dy, _, y) => mul(dy, add(square(y), 1)));
export const tanhOp = /* @__PURE__ */ unaryOp('tanh', (dy, _, y) => mul(dy, sub(1, square(y))));
export const sigmoidOp = /* @__PURE__ */ unaryOp('sigmoid', (dy, _, y) => mul(dy, mul(y, sub(1, y))));
export const reluOp = /* @__PURE__ */ unaryOp('relu', (dy, _, y) => reluGrad(dy, y));
export const erfOp = /* @__PURE__ */ unaryOp('erf', (dy, x) =>
  mul(dy, mul(2 / Math.sqrt(Math.PI), exp(neg(square(x))))),
);

export const neg = (x: TensorLike): Tensor => whole(negOp, x, (n) => sub(0, n));
/** The absolute value; gradient 0 at 0. */
export const abs = (x: TensorLike): Tensor => whole(absOp, x, (n) => maximum(n, sub(0, n)));
/** -1, 0 or 1. */
export const sign = (x: TensorLike): Tensor => whole(signOp, x, (n) => maximum(minimum(n, 1), -1));
export const floor = (x: TensorLike): Tensor => whole(floorOp, x, itself);
export const ceil = (x: TensorLike): Tensor => whole(ceilOp, x, itself);
/** To the nearest whole number, halves to the even one, as in NumPy. */
export const round = (x: TensorLike): Tensor => whole(roundOp, x, itself);
export const square = (x: TensorLike): Tensor => whole(squareOp, x, (n) => mul(n, n));
/** `max(x, 0)`; gradient 0 at 0. */
export const relu = (x: TensorLike): Tensor => whole(reluOp, x, (n) => maximum(n, 0));
export const exp = (x: TensorLike): Tensor => float(expOp, x);
/** `exp(x) - 1`, exact near 0. */
export const expm1 = (x: TensorLike): Tensor => float(expm1Op, x);
/** The natural logarithm. */
export const log = (x: TensorLike): Tensor => float(logOp, x);
/** `log(1 + x)`, exact near 0. */
export const log1p = (x: TensorLike): Tensor => float(log1pOp, x);
export const sqrt = (x: TensorLike): Tensor => float(sqrtOp, x);
/** `1 / sqrt(x)`. */
export const rsqrt = (x: TensorLike): Tensor => float(rsqrtOp, x);
export const reciprocal = (x: TensorLike): Tensor => float(reciprocalOp, x);
export const sin = (x: TensorLike): Tensor => float(sinOp, x);
export const cos = (x: TensorLike): Tensor => float(cosOp, x);
export const tan = (x: TensorLike): Tensor => float(tanOp, x);
export const tanh = (x: TensorLike): Tensor => float(tanhOp, x);
/** `1 / (1 + exp(-x))`. */
export const sigmoid = (x: TensorLike): Tensor => float(sigmoidOp, x);
/** The error function. */
export const erf = (x: TensorLike): Tensor => float(erfOp, x);

function predicateOp(name: string): Op<undefined, 1> {
  return { name, shape: ([x]) => x, dtype: () => 'bool', vjp: () => [null] };
}

export const isNaNOp = /* @__PURE__ */ predicateOp('isNaN');
export const isFiniteOp = /* @__PURE__ */ predicateOp('isFinite');

export const isNaN = (x: TensorLike): Tensor => float(isNaNOp, x);
export const isFinite = (x: TensorLike): Tensor => float(isFiniteOp, x);
/** Whether a value is plus or minus infinity. */
export const isInf = (x: TensorLike): Tensor => logicalNot(logicalOr(isFinite(x), isNaN(x)));

export interface ClipParams {
  readonly min: number;
  readonly max: number;
}

export const clipOp: Op<ClipParams, 1> = {
  name: 'clip',
  shape: ([x]) => x,
  vjp: (dy, { inputs: [x], params: { min, max } }) => [
    () => mask(dy, logicalNot(logicalOr(less(x, min), greater(x, max)))),
  ],
  compose: ([x], { min, max }) => minimum(maximum(x, min), max),
};

/** Values below `min` become `min`, above `max` become `max`; the gradient passes inside, bounds included. */
export function clip(x: TensorLike, min: number, max: number): Tensor {
  return run(clipOp, [ensure(x, 'float32')], { min, max });
}
