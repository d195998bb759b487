// Every unary operation is one loop with its function inlined: `map` is expanded once for each constant `op`.
import { narrow, put, storeBytes, storeLanes } from './lanes';
import * as m from './math';

const enum Op {
  neg, abs, sign, floor, ceil, round, exp, expm1, log, log1p, sqrt, rsqrt, square, reciprocal, sin, cos, tan, tanh, sigmoid, relu, relu6, erf,
}

// @ts-ignore: decorator
@inline
function apply(op: i32, x: v128): v128 {
  if (op == Op.neg) return f32x4.neg(x);
  if (op == Op.abs) return f32x4.abs(x);
  if (op == Op.sign) {
    const one = v128.or(v128.and(x, i32x4.splat(0x80000000)), f32x4.splat(1));
    // Zeros and NaN stay what they are.
    return v128.bitselect(one, x, v128.or(f32x4.lt(x, f32x4.splat(0)), f32x4.gt(x, f32x4.splat(0))));
  }
  if (op == Op.floor) return f32x4.floor(x);
  if (op == Op.ceil) return f32x4.ceil(x);
  if (op == Op.round) return f32x4.nearest(x);
  if (op == Op.exp) return m.exp(x);
  if (op == Op.expm1) return m.expm1(x);
  if (op == Op.log) return m.log(x);
  if (op == Op.log1p) return m.log1p(x);
  if (op == Op.sqrt) return f32x4.sqrt(x);
  if (op == Op.rsqrt) return f32x4.div(f32x4.splat(1), f32x4.sqrt(x));
  if (op == Op.square) return f32x4.mul(x, x);
  if (op == Op.reciprocal) return f32x4.div(f32x4.splat(1), x);
  if (op == Op.sin) return m.sin(x);
  if (op == Op.cos) return m.cos(x);
  if (op == Op.tan) return m.tan(x);
  if (op == Op.tanh) return m.tanh(x);
  if (op == Op.sigmoid) return m.sigmoid(x);
  // pmax keeps its first operand, here x, when that is NaN.
  if (op == Op.relu) return f32x4.pmax(x, f32x4.splat(0));
  if (op == Op.relu6) return f32x4.pmin(f32x4.pmax(x, f32x4.splat(0)), f32x4.splat(6));
  return m.erf(x);
}

// @ts-ignore: decorator
@inline
function map(op: i32, x: usize, out: usize, n: i32): void {
  const end = out + ((<usize>n & ~3) << 2);
  while (out != end) {
    v128.store(out, apply(op, v128.load(x)));
    x += 16;
    out += 16;
  }
  if (n & 3) storeLanes(out, apply(op, v128.load(x)), n & 3);
}

export function neg(x: usize, out: usize, n: i32): void { map(Op.neg, x, out, n); }
export function abs(x: usize, out: usize, n: i32): void { map(Op.abs, x, out, n); }
export function sign(x: usize, out: usize, n: i32): void { map(Op.sign, x, out, n); }
export function floor(x: usize, out: usize, n: i32): void { map(Op.floor, x, out, n); }
export function ceil(x: usize, out: usize, n: i32): void { map(Op.ceil, x, out, n); }
export function round(x: usize, out: usize, n: i32): void { map(Op.round, x, out, n); }
export function exp(x: usize, out: usize, n: i32): void { map(Op.exp, x, out, n); }
export function expm1(x: usize, out: usize, n: i32): void { map(Op.expm1, x, out, n); }
export function log(x: usize, out: usize, n: i32): void { map(Op.log, x, out, n); }
export function log1p(x: usize, out: usize, n: i32): void { map(Op.log1p, x, out, n); }
export function sqrt(x: usize, out: usize, n: i32): void { map(Op.sqrt, x, out, n); }
export function rsqrt(x: usize, out: usize, n: i32): void { map(Op.rsqrt, x, out, n); }
export function square(x: usize, out: usize, n: i32): void { map(Op.square, x, out, n); }
export function reciprocal(x: usize, out: usize, n: i32): void { map(Op.reciprocal, x, out, n); }
export function sin(x: usize, out: usize, n: i32): void { map(Op.sin, x, out, n); }
export function cos(x: usize, out: usize, n: i32): void { map(Op.cos, x, out, n); }
export function tan(x: usize, out: usize, n: i32): void { map(Op.tan, x, out, n); }
export function tanh(x: usize, out: usize, n: i32): void { map(Op.tanh, x, out, n); }
export function sigmoid(x: usize, out: usize, n: i32): void { map(Op.sigmoid, x, out, n); }
export function relu(x: usize, out: usize, n: i32): void { map(Op.relu, x, out, n); }
export function relu6(x: usize, out: usize, n: i32): void { map(Op.relu6, x, out, n); }
export function erf(x: usize, out: usize, n: i32): void { map(Op.erf, x, out, n); }

const enum Test { isNaN, isFinite }

// @ts-ignore: decorator
@inline
function test(op: i32, x: v128): v128 {
  const y = op == Test.isNaN ? f32x4.ne(x, x) : f32x4.lt(f32x4.abs(x), f32x4.splat(Infinity));
  return narrow(v128.and(y, i32x4.splat(1)));
}

// @ts-ignore: decorator
@inline
function mapTest(op: i32, x: usize, out: usize, n: i32): void {
  for (; n > 0; n -= 4) {
    storeBytes(out, test(op, v128.load(x)), min(n, 4));
    x += 16;
    out += 4;
  }
}

export function isNaN(x: usize, out: usize, n: i32): void { mapTest(Test.isNaN, x, out, n); }
export function isFinite(x: usize, out: usize, n: i32): void { mapTest(Test.isFinite, x, out, n); }

export function logicalNot(x: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 16 <= n; i += 16) v128.store(out + i, v128.and(i8x16.eq(v128.load(x + i), i8x16.splat(0)), i8x16.splat(1)));
  for (; i < n; i++) store<u8>(out + i, load<u8>(x + i) == 0 ? 1 : 0);
}

export function clip(x: usize, out: usize, n: i32, least: f32, most: f32): void {
  const low = f32x4.splat(least);
  const high = f32x4.splat(most);
  for (; n > 0; n -= 4) {
    const y = f32x4.pmin(f32x4.pmax(v128.load(x), low), high);
    put(out, y, n);
    x += 16;
    out += 16;
  }
}
