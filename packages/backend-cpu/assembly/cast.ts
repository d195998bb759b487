import { narrow, put, storeBytes } from './lanes';

/** How the elements of a dtype are stored; bool and uint8 differ only as targets. */
const enum Kind { float, int, byte, bool }

// @ts-ignore: decorator
@inline
function convert(from: i32, to: i32, v: v128): v128 {
  if (to == Kind.float) return from == Kind.float ? v : f32x4.convert_i32x4_s(v);
  if (to == Kind.bool) {
    const zero = from == Kind.float ? f32x4.eq(v, f32x4.splat(0)) : i32x4.eq(v, i32x4.splat(0));
    return v128.andnot(i32x4.splat(1), zero);
  }
  const n = from == Kind.float ? i32x4.trunc_sat_f32x4_s(v) : v;
  if (to == Kind.int) return n;
  return i32x4.min_s(i32x4.max_s(n, i32x4.splat(0)), i32x4.splat(255));
}

// @ts-ignore: decorator
@inline
function run(from: i32, to: i32, x: usize, out: usize, n: i32): void {
  for (; n > 0; n -= 4) {
    let v: v128;
    if (from >= Kind.byte) {
      v = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(x)));
      x += 4;
    } else {
      v = v128.load(x);
      x += 16;
    }
    v = convert(from, to, v);
    if (to >= Kind.byte) {
      storeBytes(out, narrow(v), min(n, 4));
      out += 4;
    } else {
      put(out, v, n);
      out += 16;
    }
  }
}

export function castFloatInt(x: usize, out: usize, n: i32): void { run(Kind.float, Kind.int, x, out, n); }
export function castFloatByte(x: usize, out: usize, n: i32): void { run(Kind.float, Kind.byte, x, out, n); }
export function castFloatBool(x: usize, out: usize, n: i32): void { run(Kind.float, Kind.bool, x, out, n); }
export function castIntFloat(x: usize, out: usize, n: i32): void { run(Kind.int, Kind.float, x, out, n); }
export function castIntByte(x: usize, out: usize, n: i32): void { run(Kind.int, Kind.byte, x, out, n); }
export function castIntBool(x: usize, out: usize, n: i32): void { run(Kind.int, Kind.bool, x, out, n); }
export function castByteFloat(x: usize, out: usize, n: i32): void { run(Kind.byte, Kind.float, x, out, n); }
export function castByteInt(x: usize, out: usize, n: i32): void { run(Kind.byte, Kind.int, x, out, n); }
export function castByteBool(x: usize, out: usize, n: i32): void { run(Kind.byte, Kind.bool, x, out, n); }
