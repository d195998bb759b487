import { type DType, promote } from '../dtype';
import { type Op, run } from '../op';
import { scope } from '../scope';
import { broadcastShapes, type Shape, sameShape } from '../shape';
import { Tensor } from '../tensor';
import { cast, ensure } from './cast';
import { equal, greater, less } from './compare';
import { asTensor, scalar, type TensorLike } from './creation';
import { select } from './logic';
import { sum } from './reduce';
import { reshape } from './reshape';
import { floor, log, neg, round, square } from './unary';

type BinaryVjp = NonNullable<Op<undefined, 2>['vjp']>;

function binaryOp(name: string, vjp: BinaryVjp): Op<undefined, 2> {
  return { name, shape: ([a, b]) => broadcastShapes(a, b, name), vjp };
}

/** Both operands in the dtype they meet in. A plain number takes the tensor's dtype if it fits in it. */
export function meet(a: TensorLike, b: TensorLike, least: DType = 'int32'): [Tensor, Tensor] {
  if (typeof b === 'number' && a instanceof Tensor) return withNumber(a, b, least);
  if (typeof a === 'number' && b instanceof Tensor) {
    const [q, p] = withNumber(b, a, least);
    return [p, q];
  }
  const [p, q] = [asTensor(a), asTensor(b)];
  if (p.dtype === q.dtype && p.dtype === 'float32') return [p, q];
  const dtype = promote(promote(p.dtype, q.dtype), least);
  return [ensure(p, dtype), ensure(q, dtype)];
}

function withNumber(x: Tensor, value: number, least: DType): [Tensor, Tensor] {
  const dtype = promote(promote(x.dtype, least), Number.isInteger(value) ? 'int32' : 'float32');
  return [ensure(x, dtype), scalar(value, dtype)];
}

/** Sums a gradient down to the shape an operand had before it was broadcast. */
export function unbroadcast(dy: Tensor, shape: Shape): Tensor {
  if (sameShape(dy.shape, shape)) return dy;
  const extra = dy.rank - shape.length;
  const axes = dy.shape.flatMap((d, i) => (i < extra || (shape[i - extra] === 1 && d !== 1) ? [i] : []));
  return reshape(sum(dy, axes), shape);
}

export const addOp = /* @__PURE__ */ binaryOp('add', (dy, { inputs: [a, b] }) => [
  () => unbroadcast(dy, a.shape),
  () => unbroadcast(dy, b.shape),
]);

/** `a + b`, broadcasting. */
export function add(a: TensorLike, b: TensorLike): Tensor {
  return run(addOp, meet(a, b), undefined);
}

export const subOp = /* @__PURE__ */ binaryOp('sub', (dy, { inputs: [a, b] }) => [
  () => unbroadcast(dy, a.shape),
  () => neg(unbroadcast(dy, b.shape)),
]);

/** `a - b`, broadcasting. */
export function sub(a: TensorLike, b: TensorLike): Tensor {
  return run(subOp, meet(a, b), undefined);
}

export const mulOp = /* @__PURE__ */ binaryOp('mul', (dy, { inputs: [a, b] }) => [
  () => unbroadcast(mul(dy, b), a.shape),
  () => unbroadcast(mul(dy, a), b.shape),
]);

/** `a * b`, broadcasting. */
export function mul(a: TensorLike, b: TensorLike): Tensor {
  return run(mulOp, meet(a, b), undefined);
}

export const divOp = /* @__PURE__ */ binaryOp('div', (dy, { inputs: [a, b] }) => [
  () => unbroadcast(div(dy, b), a.shape),
  () => unbroadcast(neg(div(mul(dy, a), square(b))), b.shape),
]);

/** `a / b`, broadcasting; always float32, as in Keras. */
export function div(a: TensorLike, b: TensorLike): Tensor {
  return run(divOp, meet(a, b, 'float32'), undefined);
}

/** `floor(a / b)`, in the dtype the operands meet in. */
export function floorDiv(a: TensorLike, b: TensorLike): Tensor {
  const [p, q] = meet(a, b);
  if (p.dtype === 'float32') return floor(div(p, q));
  // Without its remainder the quotient is whole; float32 finds its first 24 bits, and the rest in a second step.
  return scope(() => {
    const whole = sub(p, mod(p, q));
    const quotient = (x: Tensor) => cast(round(div(x, q)), 'int32');
    const first = quotient(whole);
    return add(first, quotient(sub(whole, mul(first, q))));
  });
}

export const modOp = /* @__PURE__ */ binaryOp('mod', (dy, { inputs: [a, b] }) => [
  () => unbroadcast(dy, a.shape),
  () => unbroadcast(neg(mul(dy, floor(div(a, b)))), b.shape),
]);

/** The remainder of the floored division, with the sign of `b`, as in Python. */
export function mod(a: TensorLike, b: TensorLike): Tensor {
  return run(modOp, meet(a, b), undefined);
}

export const powOp = /* @__PURE__ */ binaryOp('pow', (dy, { inputs: [a, b], output }) => [
  () => unbroadcast(mul(dy, mul(b, pow(a, sub(b, 1)))), a.shape),
  // 0^b has gradient 0 in b, not 0 * log(0).
  () => unbroadcast(mul(dy, mul(output, select(equal(a, 0), 0, log(select(equal(a, 0), 1, a))))), b.shape),
]);

/** `a` to the power of `b`, broadcasting; always float32. */
export function pow(a: TensorLike, b: TensorLike): Tensor {
  if (b === 2 && a instanceof Tensor && a.dtype === 'float32') return square(a);
  return run(powOp, meet(a, b, 'float32'), undefined);
}

/** Where the operands tie, each gets half of the gradient, as in PyTorch. */
function extremeVjp(wins: (a: Tensor, b: Tensor) => Tensor): BinaryVjp {
  const share = (dy: Tensor, a: Tensor, b: Tensor) => mul(dy, select(equal(a, b), 0.5, cast(wins(a, b), 'float32')));
  return (dy, { inputs: [a, b] }) => [
    () => unbroadcast(share(dy, a, b), a.shape),
    () => unbroadcast(share(dy, b, a), b.shape),
  ];
}

export const maximumOp = /* @__PURE__ */ binaryOp('maximum', extremeVjp(greater));

/** The larger of each pair, broadcasting; NaN where either is. */
export function maximum(a: TensorLike, b: TensorLike): Tensor {
  return run(maximumOp, meet(a, b), undefined);
}

export const minimumOp = /* @__PURE__ */ binaryOp('minimum', extremeVjp(less));

/** The smaller of each pair, broadcasting; NaN where either is. */
export function minimum(a: TensorLike, b: TensorLike): Tensor {
  return run(minimumOp, meet(a, b), undefined);
}

/** `(a - b)²`, broadcasting. */
export function squaredDifference(a: TensorLike, b: TensorLike): Tensor {
  return square(sub(a, b));
}

/** Adds up tensors of one shape. */
export function addN(tensors: readonly Tensor[]): Tensor {
  return tensors.slice(1).reduce((total, t) => add(total, t), tensors[0]);
}
