// Elementary functions on four floats at a time. Each is within about 2 ulp (pow and the far tail of erf included) and follows
// IEEE 754 at zeros, infinities, NaN and denormals. The coefficients are weighted minimax fits made for these intervals.
// pmin and pmax keep their first operand when a comparison with NaN fails, which is how NaN travels through the clamps.
import { quadrants, reduced } from './layout';

const LOG2E: f32 = 1.4426950408889634;
const LN2_HIGH: f32 = 0.693145751953125;
const LN2_LOW: f32 = 1.428606820309417e-6;

// @ts-ignore: decorator
@inline
function c(x: f32): v128 {
  return f32x4.splat(x);
}

// @ts-ignore: decorator
@inline
function fma(x: v128, y: v128, z: v128): v128 {
  return f32x4.add(f32x4.mul(x, y), z);
}

// @ts-ignore: decorator
@inline
function signOf(x: v128): v128 {
  return v128.and(x, i32x4.splat(0x80000000));
}

/** 2^n for integer lanes n in -126 .. 127. */
// @ts-ignore: decorator
@inline
function power2(n: v128): v128 {
  return i32x4.shl(i32x4.add(n, i32x4.splat(127)), 23);
}

/** exp(r) - 1 for |r| <= ln(2) / 2. */
// @ts-ignore: decorator
@inline
function expm1Small(r: v128): v128 {
  let p = fma(r, c(0.0001984587725), c(0.001394061837));
  p = fma(p, r, c(0.008333389647));
  p = fma(p, r, c(0.04166636243));
  p = fma(p, r, c(0.1666666567));
  p = fma(p, r, c(0.5));
  return fma(f32x4.mul(r, r), p, r);
}

export function exp(x: v128): v128 {
  x = f32x4.pmax(f32x4.pmin(x, c(89)), c(-104));
  const n = f32x4.nearest(f32x4.mul(x, c(LOG2E)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, c(LN2_HIGH))), f32x4.mul(n, c(LN2_LOW)));
  const p = f32x4.add(expm1Small(r), c(1));
  // Two factors, because 2^n itself may not be a normal number.
  const i = i32x4.trunc_sat_f32x4_s(n);
  const half = i32x4.shr_s(i, 1);
  return f32x4.mul(f32x4.mul(p, power2(half)), power2(i32x4.sub(i, half)));
}

export function expm1(x: v128): v128 {
  const sign = signOf(x);
  x = f32x4.pmax(f32x4.pmin(x, c(89)), c(-18));
  const n = f32x4.nearest(f32x4.mul(x, c(LOG2E)));
  const r = f32x4.sub(f32x4.sub(x, f32x4.mul(n, c(LN2_HIGH))), f32x4.mul(n, c(LN2_LOW)));
  // 2^n (1 + p) - 1 = 2 (p t + (t - 1/2)) with t = 2^(n-1): no overflow before the result itself, and p alone when n = 0.
  const t = power2(i32x4.sub(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(1)));
  const y = f32x4.add(f32x4.mul(expm1Small(r), t), f32x4.sub(t, c(0.5)));
  return v128.or(f32x4.abs(f32x4.add(y, y)), sign);
}

export function log(x: v128): v128 {
  const denormal = f32x4.lt(x, c(1.1754943508222875e-38));
  const y = v128.bitselect(f32x4.mul(x, c(8388608)), x, denormal);
  // y = m 2^k with m in [sqrt(1/2), sqrt(2)).
  const bits = i32x4.sub(y, i32x4.splat(0x3f3504f3));
  let k = f32x4.convert_i32x4_s(i32x4.shr_s(bits, 23));
  k = f32x4.sub(k, v128.and(denormal, c(23)));
  const f = f32x4.sub(i32x4.add(v128.and(bits, i32x4.splat(0x007fffff)), i32x4.splat(0x3f3504f3)), c(1));
  const s = f32x4.div(f, f32x4.add(f, c(2)));
  const z = f32x4.mul(s, s);
  let p = fma(z, c(0.2358517349), c(0.2853716016));
  p = fma(p, z, c(0.4000033736));
  p = f32x4.mul(fma(p, z, c(0.6666666269)), z);
  const h = f32x4.mul(f32x4.mul(f, f), c(0.5));
  // k ln2 + (f - (h - (s (h + p)))), small terms first.
  const low = fma(s, f32x4.add(h, p), f32x4.mul(k, c(LN2_LOW)));
  let r = fma(k, c(LN2_HIGH), f32x4.sub(f, f32x4.sub(h, low)));
  r = v128.bitselect(x, r, f32x4.eq(x, c(Infinity)));
  r = v128.bitselect(c(-Infinity), r, f32x4.eq(x, c(0)));
  return v128.bitselect(r, c(NaN), f32x4.ge(x, c(0)));
}

export function log1p(x: v128): v128 {
  const u = f32x4.add(x, c(1));
  // log(u) x / (u - 1) undoes the rounding of 1 + x.
  const r = f32x4.mul(log(u), f32x4.div(x, f32x4.sub(u, c(1))));
  const same = v128.or(f32x4.eq(u, c(1)), f32x4.eq(x, c(Infinity)));
  return v128.bitselect(x, r, same);
}

export function tanh(x: v128): v128 {
  const t = expm1(f32x4.pmin(f32x4.mul(f32x4.abs(x), c(2)), c(30)));
  return v128.or(f32x4.div(t, f32x4.add(t, c(2))), signOf(x));
}

export function sigmoid(x: v128): v128 {
  const e = exp(f32x4.neg(f32x4.abs(x)));
  const top = v128.bitselect(e, c(1), f32x4.lt(x, c(0)));
  return f32x4.div(top, f32x4.add(e, c(1)));
}

export function erf(x: v128): v128 {
  const a = f32x4.abs(x);
  const z = f32x4.mul(x, x);
  let p = fma(z, c(8.513101056e-5), c(-0.0008175638504));
  p = fma(p, z, c(0.005203858949));
  p = fma(p, z, c(-0.02686050907));
  p = fma(p, z, c(0.1128371507));
  p = fma(p, z, c(-0.376126349));
  p = fma(p, z, c(0.1283791661));
  const small = fma(p, a, a);
  // Beyond 0.9: 1 - exp(-q(a)), q a fit of -log(erfc).
  const b = f32x4.pmin(a, c(4));
  let q = fma(b, c(2.082852734e-5), c(-0.0004313925747));
  q = fma(q, b, c(0.004156250507));
  q = fma(q, b, c(-0.02508060634));
  q = fma(q, b, c(0.1082203686));
  q = fma(q, b, c(0.6334008574));
  q = fma(q, b, c(1.129488349));
  q = fma(q, b, c(-0.0001692039223));
  const large = f32x4.sub(c(1), exp(f32x4.neg(q)));
  return v128.or(v128.bitselect(small, large, f32x4.lt(a, c(0.9))), signOf(x));
}

// 2 / pi as a binary fraction, 32 bits a word: enough for the largest float.
const twoOverPi = memory.data<u32>([
  0, 0xa2f9836e, 0x4e441529, 0xfc2757d1, 0xf534ddc0, 0xdb629599, 0x3c439041, 0xfe5163ab,
]);

/** One huge lane: |x| * 2/pi modulo 4 in 64-bit fixed point, from the 96 bits of 2/pi that matter at this exponent. */
function reduceHuge(lane: usize, bits: u32): void {
  if ((bits & 0x7f800000) == 0x7f800000) return store<f32>(reduced + lane, NaN);
  const m = <u64>((bits & 0x007fffff) | 0x00800000);
  // |x| = m 2^e; the bits of 2/pi from weight 2^(1-e) on (two integer bits above them) are shifted to the top.
  const e = <i32>((bits >> 23) & 0xff) - 150;
  const at = e + 30;
  const w = twoOverPi + (<usize>(at >> 5) << 2);
  const s = <u64>(at & 31);
  const w0 = (<u64>load<u32>(w) << 32) | load<u32>(w, 4);
  const w1 = (<u64>load<u32>(w, 8) << 32) | load<u32>(w, 12);
  const high = (w0 << s) | (s ? w1 >> (64 - s) : 0);
  const low = (w1 << s) >> 32;
  const fraction = high * m + ((low * m) >> 32);
  const q = (fraction + (<u64>1 << 61)) >> 62;
  let r = <f64><i64>(fraction - (q << 62)) * (1.5707963267948966 / 4611686018427387904.0);
  let n = <i32>q;
  if (bits >> 31) {
    r = -r;
    n = -n;
  }
  store<f32>(reduced + lane, <f32>r);
  store<i32>(quadrants + lane, n);
}

// @ts-ignore: decorator
@inline
function reducePair(x: v128, n: v128): v128 {
  // The first product is exact: 33 bits of pi/2 times at most 20 bits of n.
  return f64x2.sub(
    f64x2.sub(x, f64x2.mul(n, f64x2.splat(1.5707963267341256))), f64x2.mul(n, f64x2.splat(6.077100506506192e-11)),
  );
}

/** Stores x - n pi/2 in `reduced` and the integer n in `quadrants`. */
function reduceAngle(x: v128): void {
  const scale = f64x2.splat(0.6366197723675814);
  const x0 = f64x2.promote_low_f32x4(x);
  const x1 = f64x2.promote_low_f32x4(v128.shuffle<f32>(x, x, 2, 3, 2, 3));
  const n0 = f64x2.nearest(f64x2.mul(x0, scale));
  const n1 = f64x2.nearest(f64x2.mul(x1, scale));
  const r0 = f32x4.demote_f64x2_zero(reducePair(x0, n0));
  const r1 = f32x4.demote_f64x2_zero(reducePair(x1, n1));
  v128.store(reduced, v128.shuffle<f32>(r0, r1, 0, 1, 4, 5));
  const q0 = i32x4.trunc_sat_f64x2_s_zero(n0);
  const q1 = i32x4.trunc_sat_f64x2_s_zero(n1);
  v128.store(quadrants, v128.shuffle<f32>(q0, q1, 0, 1, 4, 5));
  const huge = v128.not(f32x4.lt(f32x4.abs(x), c(1e6)));
  if (!v128.any_true(huge)) return;
  if (i32x4.extract_lane(huge, 0)) reduceHuge(0, i32x4.extract_lane(x, 0));
  if (i32x4.extract_lane(huge, 1)) reduceHuge(4, i32x4.extract_lane(x, 1));
  if (i32x4.extract_lane(huge, 2)) reduceHuge(8, i32x4.extract_lane(x, 2));
  if (i32x4.extract_lane(huge, 3)) reduceHuge(12, i32x4.extract_lane(x, 3));
}

// @ts-ignore: decorator
@inline
function sinSmall(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = fma(z, c(2.718274573e-6), c(-0.0001983933034));
  p = fma(p, z, c(0.008333329111));
  p = fma(p, z, c(-0.1666666716));
  return fma(f32x4.mul(p, z), r, r);
}

// @ts-ignore: decorator
@inline
function cosSmall(r: v128): v128 {
  const z = f32x4.mul(r, r);
  let p = fma(z, c(2.443278572e-5), c(-0.001388731296));
  p = fma(p, z, c(0.04166664556));
  return f32x4.add(fma(f32x4.mul(z, z), p, f32x4.mul(z, c(-0.5))), c(1));
}

/** sin(x + turn pi/2). */
function sine(x: v128, turn: i32): v128 {
  reduceAngle(x);
  const r = v128.load(reduced);
  const n = i32x4.add(v128.load(quadrants), i32x4.splat(turn));
  const odd = i32x4.shr_s(i32x4.shl(n, 31), 31);
  const y = v128.bitselect(cosSmall(r), sinSmall(r), odd);
  return v128.xor(y, i32x4.shl(v128.and(n, i32x4.splat(2)), 30));
}

export function sin(x: v128): v128 {
  return sine(x, 0);
}

export function cos(x: v128): v128 {
  return sine(x, 1);
}

export function tan(x: v128): v128 {
  reduceAngle(x);
  const r = v128.load(reduced);
  const odd = i32x4.shr_s(i32x4.shl(v128.load(quadrants), 31), 31);
  const s = sinSmall(r);
  const k = cosSmall(r);
  const y = f32x4.div(v128.bitselect(k, s, odd), v128.bitselect(s, k, odd));
  return v128.xor(y, signOf(odd));
}

/** exp(y log(x)) of two positive doubles, to about 1e-9: log and exp of the floats they came from. */
function powPair(x: v128, y: v128): v128 {
  const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
  const exponent = i64x2.shr_s(bits, 52);
  const k = f64x2.convert_low_i32x4_s(v128.shuffle<i32>(exponent, exponent, 0, 2, 0, 2));
  const m = i64x2.add(v128.and(bits, i64x2.splat(0x000fffffffffffff)), i64x2.splat(0x3fe6a09e667f3bcd));
  const f = f64x2.sub(m, f64x2.splat(1));
  const s = f64x2.div(f, f64x2.add(f, f64x2.splat(2)));
  const z = f64x2.mul(s, s);
  let p = f64x2.add(f64x2.mul(z, f64x2.splat(0.16823071766657671)), f64x2.splat(0.18123384072212226));
  p = f64x2.add(f64x2.mul(z, p), f64x2.splat(0.22223379265416782));
  p = f64x2.add(f64x2.mul(z, p), f64x2.splat(0.28571417029897112));
  p = f64x2.add(f64x2.mul(z, p), f64x2.splat(0.40000000052840751));
  p = f64x2.add(f64x2.mul(z, p), f64x2.splat(0.66666666666586216));
  p = f64x2.add(f64x2.mul(z, p), f64x2.splat(2));
  let t = f64x2.add(f64x2.mul(k, f64x2.splat(0.6931471805599453)), f64x2.mul(s, p));
  // Zero, infinity and NaN have no mantissa to split.
  t = v128.bitselect(f64x2.splat(-Infinity), t, f64x2.eq(x, f64x2.splat(0)));
  t = v128.bitselect(t, x, f64x2.lt(x, f64x2.splat(Infinity)));
  t = f64x2.mul(t, y);
  t = f64x2.pmax(f64x2.pmin(t, f64x2.splat(110)), f64x2.splat(-110));
  const n = f64x2.nearest(f64x2.mul(t, f64x2.splat(1.4426950408889634)));
  const r = f64x2.sub(t, f64x2.mul(n, f64x2.splat(0.6931471805599453)));
  let e = f64x2.add(f64x2.mul(r, f64x2.splat(2.7643949366327099e-6)), f64x2.splat(2.4882261202315711e-5));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.0001984116251351142));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.0013888807615877608));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.0083333333890113059));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.041666666988798368));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.16666666666566965));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(0.5));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(1));
  e = f64x2.add(f64x2.mul(r, e), f64x2.splat(1));
  const i = i64x2.extend_low_i32x4_s(i32x4.trunc_sat_f64x2_s_zero(n));
  return f64x2.mul(e, i64x2.shl(i64x2.add(i, i64x2.splat(1023)), 52));
}

export function pow(x: v128, y: v128): v128 {
  const a = f32x4.abs(x);
  const low = powPair(f64x2.promote_low_f32x4(a), f64x2.promote_low_f32x4(y));
  const high = powPair(
    f64x2.promote_low_f32x4(v128.shuffle<f32>(a, a, 2, 3, 2, 3)), f64x2.promote_low_f32x4(v128.shuffle<f32>(y, y, 2, 3, 2, 3)),
  );
  let r = v128.shuffle<f32>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 1, 4, 5);
  const whole = f32x4.eq(f32x4.trunc(y), y);
  const half = f32x4.mul(y, c(0.5));
  const odd = v128.andnot(whole, f32x4.eq(f32x4.trunc(half), half));
  r = v128.xor(r, v128.and(signOf(x), odd));
  // A negative base (zero and infinity apart) wants a whole exponent.
  const negative = v128.and(f32x4.lt(x, c(0)), f32x4.ne(a, c(Infinity)));
  r = v128.bitselect(c(NaN), r, v128.andnot(negative, whole));
  // x^0 = 1^y = (-1)^(+-inf) = 1, even where the other is NaN.
  const one = v128.or(v128.or(f32x4.eq(y, c(0)), f32x4.eq(x, c(1))), v128.and(f32x4.eq(a, c(1)), f32x4.eq(f32x4.abs(y), c(Infinity))));
  return v128.bitselect(c(1), r, one);
}
