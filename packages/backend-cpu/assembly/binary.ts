// Binary operations over up to three collapsed dimensions [d0, d1, n]. An operand moves by `a0` and `a1` bytes along the outer
// two, and along the last it is dense (`stepA` = 16, four lanes at a time) or one value for the whole row (`stepA` = 0).
import { temp } from './layout';
import { narrow, put, storeBytes, storeLanes } from './lanes';
import * as m from './math';

const enum Op {
  add, sub, mul, div, pow, mod, maximum, minimum,
  addInt, subInt, mulInt, modInt, maximumInt, minimumInt,
  equal, notEqual, less, lessEqual, greater, greaterEqual,
  equalInt, notEqualInt, lessInt, lessEqualInt, greaterInt, greaterEqualInt,
  reluGrad,
}

function modulo(a: f32, b: f32): f32 {
  const r = a % b;
  return r != 0 && r < 0 != b < 0 ? r + b : r;
}

function moduloInt(a: i32, b: i32): i32 {
  if (b == 0) return 0;
  const r = a % b;
  return r != 0 && (r ^ b) < 0 ? r + b : r;
}

function modLanes(a: v128, b: v128): v128 {
  let r = f32x4.splat(modulo(f32x4.extract_lane(a, 0), f32x4.extract_lane(b, 0)));
  r = f32x4.replace_lane(r, 1, modulo(f32x4.extract_lane(a, 1), f32x4.extract_lane(b, 1)));
  r = f32x4.replace_lane(r, 2, modulo(f32x4.extract_lane(a, 2), f32x4.extract_lane(b, 2)));
  return f32x4.replace_lane(r, 3, modulo(f32x4.extract_lane(a, 3), f32x4.extract_lane(b, 3)));
}

function modIntLanes(a: v128, b: v128): v128 {
  let r = i32x4.splat(moduloInt(i32x4.extract_lane(a, 0), i32x4.extract_lane(b, 0)));
  r = i32x4.replace_lane(r, 1, moduloInt(i32x4.extract_lane(a, 1), i32x4.extract_lane(b, 1)));
  r = i32x4.replace_lane(r, 2, moduloInt(i32x4.extract_lane(a, 2), i32x4.extract_lane(b, 2)));
  return i32x4.replace_lane(r, 3, moduloInt(i32x4.extract_lane(a, 3), i32x4.extract_lane(b, 3)));
}

// @ts-ignore: decorator
@inline
function apply(op: i32, a: v128, b: v128): v128 {
  if (op == Op.add) return f32x4.add(a, b);
  if (op == Op.sub) return f32x4.sub(a, b);
  if (op == Op.mul) return f32x4.mul(a, b);
  if (op == Op.div) return f32x4.div(a, b);
  if (op == Op.pow) return m.pow(a, b);
  if (op == Op.mod) return modLanes(a, b);
  if (op == Op.maximum) return f32x4.max(a, b);
  if (op == Op.minimum) return f32x4.min(a, b);
  if (op == Op.addInt) return i32x4.add(a, b);
  if (op == Op.subInt) return i32x4.sub(a, b);
  if (op == Op.mulInt) return i32x4.mul(a, b);
  if (op == Op.modInt) return modIntLanes(a, b);
  if (op == Op.maximumInt) return i32x4.max_s(a, b);
  if (op == Op.minimumInt) return i32x4.min_s(a, b);
  if (op == Op.equal) return f32x4.eq(a, b);
  if (op == Op.notEqual) return f32x4.ne(a, b);
  if (op == Op.less) return f32x4.lt(a, b);
  if (op == Op.lessEqual) return f32x4.le(a, b);
  if (op == Op.greater) return f32x4.gt(a, b);
  if (op == Op.greaterEqual) return f32x4.ge(a, b);
  if (op == Op.equalInt) return i32x4.eq(a, b);
  if (op == Op.notEqualInt) return i32x4.ne(a, b);
  if (op == Op.lessInt) return i32x4.lt_s(a, b);
  if (op == Op.lessEqualInt) return i32x4.le_s(a, b);
  if (op == Op.greaterInt) return i32x4.gt_s(a, b);
  if (op == Op.greaterEqualInt) return i32x4.ge_s(a, b);
  return v128.and(a, f32x4.gt(b, f32x4.splat(0)));
}

// @ts-ignore: decorator
@inline
function run(
  op: i32, a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32,
  a0: usize, a1: usize, stepA: usize, b0: usize, b1: usize, stepB: usize,
): void {
  const compare = op >= Op.equal && op <= Op.greaterEqualInt;
  for (let i = 0; i < d0; i++) {
    for (let j = 0; j < d1; j++) {
      let p = a + <usize>i * a0 + <usize>j * a1;
      let q = b + <usize>i * b0 + <usize>j * b1;
      if (!stepA) {
        v128.store(temp, v128.load32_splat(p));
        p = temp;
      }
      if (!stepB) {
        v128.store(temp, v128.load32_splat(q), 16);
        q = temp + 16;
      }
      if (compare) {
        for (let k = n; k > 0; k -= 4) {
          const lanes = min(k, 4);
          storeBytes(out, narrow(v128.and(apply(op, v128.load(p), v128.load(q)), i32x4.splat(1))), lanes);
          p += stepA;
          q += stepB;
          out += lanes;
        }
      } else {
        const end = out + ((<usize>n & ~3) << 2);
        while (out != end) {
          v128.store(out, apply(op, v128.load(p), v128.load(q)));
          p += stepA;
          q += stepB;
          out += 16;
        }
        if (n & 3) {
          storeLanes(out, apply(op, v128.load(p), v128.load(q)), n & 3);
          out += (<usize>n & 3) << 2;
        }
      }
    }
  }
}

export function add(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.add, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function sub(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.sub, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function mul(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.mul, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function div(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.div, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function pow(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.pow, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function mod(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.mod, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function maximum(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.maximum, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function minimum(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.minimum, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function addInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.addInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function subInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.subInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function mulInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.mulInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function modInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.modInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function maximumInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.maximumInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function minimumInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.minimumInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function equal(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.equal, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function notEqual(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.notEqual, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function less(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.less, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function lessEqual(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.lessEqual, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function greater(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.greater, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function greaterEqual(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.greaterEqual, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function equalInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.equalInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function notEqualInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.notEqualInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function lessInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.lessInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function lessEqualInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.lessEqualInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function greaterInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.greaterInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}
export function greaterEqualInt(a: usize, b: usize, out: usize, d0: i32, d1: i32, n: i32, a0: usize, a1: usize, sa: usize, b0: usize, b1: usize, sb: usize): void {
  run(Op.greaterEqualInt, a, b, out, d0, d1, n, a0, a1, sa, b0, b1, sb);
}

/** dy where y > 0, else 0. */
export function reluGrad(dy: usize, y: usize, out: usize, n: i32): void {
  run(Op.reluGrad, dy, y, out, 1, 1, n, 0, 0, 16, 0, 0, 16);
}

/** Logical and, or of bytes, sixteen at a time; operands of the same size. */
export function logical(or: i32, a: usize, b: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const x = v128.load(a + i);
    const y = v128.load(b + i);
    v128.store(out + i, or ? v128.or(x, y) : v128.and(x, y));
  }
  for (; i < n; i++) store<u8>(out + i, or ? load<u8>(a + i) | load<u8>(b + i) : load<u8>(a + i) & load<u8>(b + i));
}

/** a where the condition byte is not 0, else b; four-byte elements. A step of 0 repeats one value of a or b. */
export function select(cond: usize, a: usize, b: usize, out: usize, n: i32, stepA: usize, stepB: usize): void {
  if (!stepA) {
    v128.store(temp, v128.load32_splat(a));
    a = temp;
  }
  if (!stepB) {
    v128.store(temp, v128.load32_splat(b), 16);
    b = temp + 16;
  }
  for (; n > 0; n -= 4) {
    const mask = i32x4.ne(
      i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(cond))), i32x4.splat(0),
    );
    const y = v128.bitselect(v128.load(a), v128.load(b), mask);
    put(out, y, n);
    cond += 4;
    a += stepA;
    b += stepB;
    out += 16;
  }
}

/** The same for one-byte elements, without steps. */
export function selectBytes(cond: usize, a: usize, b: usize, out: usize, n: i32): void {
  let i = 0;
  for (; i + 16 <= n; i += 16) {
    const mask = i8x16.ne(v128.load(cond + i), i8x16.splat(0));
    v128.store(out + i, v128.bitselect(v128.load(a + i), v128.load(b + i), mask));
  }
  for (; i < n; i++) store<u8>(out + i, load<u8>(cond + i) ? load<u8>(a + i) : load<u8>(b + i));
}
