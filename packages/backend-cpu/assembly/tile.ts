// The micro-kernels everything dense runs on. All hold 8 accumulators, 2 vectors of B, one splat and one product:
// 12 of the 15 allocatable vector registers. Do not unroll, do not widen, and keep no v128 alive across the loop.
import { temp } from './layout';

/** `c + a * b`, rounded once in the build with relaxed SIMD: where the processor can, in half as many instructions. */
// @ts-ignore: decorator
@inline
function madd(a: v128, b: v128, c: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(a, b, c) : f32x4.add(c, f32x4.mul(a, b));
}

// @ts-ignore: decorator
@inline
function body(
  a0: usize, a1: usize, a2: usize, a3: usize, run: usize, rows: i32, jump: usize, b: usize, skip: usize,
  init: usize, ldi: usize, c: usize, ldc: usize, residual: usize, ldr: usize, floor: usize,
): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  init += ldi;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  init += ldi;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  init += ldi;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  do {
    const end = a0 + run;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const x0 = v128.load32_splat(a0);
      c00 = madd(x0, b0, c00);
      c01 = madd(x0, b1, c01);
      const x1 = v128.load32_splat(a1);
      c10 = madd(x1, b0, c10);
      c11 = madd(x1, b1, c11);
      const x2 = v128.load32_splat(a2);
      c20 = madd(x2, b0, c20);
      c21 = madd(x2, b1, c21);
      const x3 = v128.load32_splat(a3);
      c30 = madd(x3, b0, c30);
      c31 = madd(x3, b1, c31);
      a0 += 4;
      a1 += 4;
      a2 += 4;
      a3 += 4;
      b += 32;
    } while (a0 != end);
    a0 += jump;
    a1 += jump;
    a2 += jump;
    a3 += jump;
    b += skip;
  } while (--rows);
  const lo = v128.load(floor);
  v128.store(c, f32x4.pmax(f32x4.add(c00, v128.load(residual)), lo));
  v128.store(c, f32x4.pmax(f32x4.add(c01, v128.load(residual, 16)), lo), 16);
  c += ldc;
  residual += ldr;
  v128.store(c, f32x4.pmax(f32x4.add(c10, v128.load(residual)), lo));
  v128.store(c, f32x4.pmax(f32x4.add(c11, v128.load(residual, 16)), lo), 16);
  c += ldc;
  residual += ldr;
  v128.store(c, f32x4.pmax(f32x4.add(c20, v128.load(residual)), lo));
  v128.store(c, f32x4.pmax(f32x4.add(c21, v128.load(residual, 16)), lo), 16);
  c += ldc;
  residual += ldr;
  v128.store(c, f32x4.pmax(f32x4.add(c30, v128.load(residual)), lo));
  v128.store(c, f32x4.pmax(f32x4.add(c31, v128.load(residual, 16)), lo), 16);
}

/**
 * A 4x8 tile: `C[r][0..8] = pmax(init[r] + sum_k A[r][k] * B[k][0..8] + residual[r], floor)`.
 * A is four row pointers, each read as `rows` runs of `run` bytes that lie `jump` bytes apart (a filter row of an NHWC image
 * is one run); B is a packed panel `[K][8]`. `ldi`, `ldc`, `ldr` are row strides in bytes, 0 to repeat one row.
 */
export function tile(
  a0: usize, a1: usize, a2: usize, a3: usize, run: usize, rows: i32, jump: usize, b: usize,
  init: usize, ldi: usize, c: usize, ldc: usize, residual: usize, ldr: usize, floor: usize,
): void {
  body(a0, a1, a2, a3, run, rows, jump, b, 0, init, ldi, c, ldc, residual, ldr, floor);
}

/** The same tile passing over `skip` bytes of B after each run. On its own, because the one parameter more costs `tile` 5 %. */
export function tileSkipping(
  a0: usize, a1: usize, a2: usize, a3: usize, run: usize, rows: i32, jump: usize, b: usize, skip: usize,
  init: usize, ldi: usize, c: usize, ldc: usize, residual: usize, ldr: usize, floor: usize,
): void {
  body(a0, a1, a2, a3, run, rows, jump, b, skip, init, ldi, c, ldc, residual, ldr, floor);
}

/**
 * The plain product `C[r][0..8] = sum_k A[r][k] * B[k][0..8]`, rows `lda` and `ldc` bytes apart. On its own, because short products (16 to
 * 64 long) spend a third of `tile` on its arguments, its start values and its epilogue.
 */
export function tileProduct(a: usize, lda: usize, run: usize, b: usize, c: usize, ldc: usize): void {
  let a1 = a + lda;
  let a2 = a1 + lda;
  let a3 = a2 + lda;
  let c00 = f32x4.splat(0);
  let c01 = f32x4.splat(0);
  let c10 = f32x4.splat(0);
  let c11 = f32x4.splat(0);
  let c20 = f32x4.splat(0);
  let c21 = f32x4.splat(0);
  let c30 = f32x4.splat(0);
  let c31 = f32x4.splat(0);
  const end = a + run;
  do {
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const x0 = v128.load32_splat(a);
    c00 = madd(x0, b0, c00);
    c01 = madd(x0, b1, c01);
    const x1 = v128.load32_splat(a1);
    c10 = madd(x1, b0, c10);
    c11 = madd(x1, b1, c11);
    const x2 = v128.load32_splat(a2);
    c20 = madd(x2, b0, c20);
    c21 = madd(x2, b1, c21);
    const x3 = v128.load32_splat(a3);
    c30 = madd(x3, b0, c30);
    c31 = madd(x3, b1, c31);
    a += 4;
    a1 += 4;
    a2 += 4;
    a3 += 4;
    b += 32;
  } while (a != end);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += ldc;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += ldc;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += ldc;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

/**
 * The transposed 4x8 tile: `C[r][0..8] = init[r] + sum_p A_p[r] * B_p[0..8]`, where p walks `rows` times over `count` positions:
 * the four A pointers step by `stepA` and B by `stepB` at each, and by `jumpA` and `jumpB` more after a row.
 * With p the pixels of an image it is a filter gradient; with p the rows of two matrices it is `transpose(A) * B`.
 */
export function tileTransposed(
  a0: usize, a1: usize, a2: usize, a3: usize, stepA: usize, jumpA: usize, b: usize, stepB: usize, jumpB: usize,
  count: i32, rows: i32, init: usize, ldi: usize, c: usize, ldc: usize,
): void {
  let c00 = v128.load(init);
  let c01 = v128.load(init, 16);
  init += ldi;
  let c10 = v128.load(init);
  let c11 = v128.load(init, 16);
  init += ldi;
  let c20 = v128.load(init);
  let c21 = v128.load(init, 16);
  init += ldi;
  let c30 = v128.load(init);
  let c31 = v128.load(init, 16);
  const bytes = <usize>count * stepB;
  do {
    const end = b + bytes;
    do {
      const b0 = v128.load(b);
      const b1 = v128.load(b, 16);
      const x0 = v128.load32_splat(a0);
      c00 = madd(x0, b0, c00);
      c01 = madd(x0, b1, c01);
      const x1 = v128.load32_splat(a1);
      c10 = madd(x1, b0, c10);
      c11 = madd(x1, b1, c11);
      const x2 = v128.load32_splat(a2);
      c20 = madd(x2, b0, c20);
      c21 = madd(x2, b1, c21);
      const x3 = v128.load32_splat(a3);
      c30 = madd(x3, b0, c30);
      c31 = madd(x3, b1, c31);
      a0 += stepA;
      a1 += stepA;
      a2 += stepA;
      a3 += stepA;
      b += stepB;
    } while (b != end);
    a0 += jumpA;
    a1 += jumpA;
    a2 += jumpA;
    a3 += jumpA;
    b += jumpB;
  } while (--rows);
  v128.store(c, c00);
  v128.store(c, c01, 16);
  c += ldc;
  v128.store(c, c10);
  v128.store(c, c11, 16);
  c += ldc;
  v128.store(c, c20);
  v128.store(c, c21, 16);
  c += ldc;
  v128.store(c, c30);
  v128.store(c, c31, 16);
}

// Each in the form that leaves the sum where it is: a fused multiply-add overwrites what it adds to.
// @ts-ignore: decorator
@inline
function step(s: v128, x: v128, y: v128): v128 {
  return ASC_FEATURE_RELAXED_SIMD ? f32x4.relaxed_madd(x, y, s) : f32x4.add(f32x4.mul(s, x), y);
}

const peakFactors = memory.data<f32>([0.999, 0.001]);

/**
 * Multiplies and adds in registers only: what this core can do at most. Returns the floating point operations done. Ten sums keep two units of
 * four cycles' latency busy, and leave engines no reason to spill.
 */
export function peak(iterations: i32): f64 {
  // From memory: engines make a vector constant anew at every use.
  const x = v128.load32_splat(peakFactors);
  const y = v128.load32_splat(peakFactors, 4);
  let s0 = f32x4.splat(0), s1 = f32x4.splat(1), s2 = f32x4.splat(2), s3 = f32x4.splat(3), s4 = f32x4.splat(4);
  let s5 = f32x4.splat(5), s6 = f32x4.splat(6), s7 = f32x4.splat(7), s8 = f32x4.splat(8), s9 = f32x4.splat(9);
  for (let i = 0; i < iterations; i++) {
    s0 = step(s0, x, y);
    s1 = step(s1, x, y);
    s2 = step(s2, x, y);
    s3 = step(s3, x, y);
    s4 = step(s4, x, y);
    s5 = step(s5, x, y);
    s6 = step(s6, x, y);
    s7 = step(s7, x, y);
    s8 = step(s8, x, y);
    s9 = step(s9, x, y);
  }
  let s = f32x4.add(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)), f32x4.add(f32x4.add(s4, s5), f32x4.add(s6, s7)));
  s = f32x4.add(s, f32x4.add(s8, s9));
  // The sum must be used, or the loop would be removed.
  v128.store(temp, s);
  return <f64>iterations * 80;
}
