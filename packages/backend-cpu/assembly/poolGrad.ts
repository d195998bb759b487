// Gradients of pools, as in pool.ts. Windows may overlap, so several threads share the work by images.
import { put } from './lanes';
import { endInside, firstInside, max2, maximum } from './pool';

/** The lanes of a cell that hold the maximum m, or NaN where one is in the window. */
// @ts-ignore: decorator
@inline
function holds(q: usize, m: v128): v128 {
  const v = v128.load(q);
  return v128.or(f32x4.eq(v, m), f32x4.ne(v, v));
}

// @ts-ignore: decorator
@inline
function addTo(p: usize, v: v128, left: i32): void {
  put(p, f32x4.add(v128.load(p), v), left);
}

/** Gives d to the first maximum of a 2x2 window that no other one overlaps. */
// @ts-ignore: decorator
@inline
function give2(p: usize, q: usize, row: usize, pixel: usize, d: v128, left: i32): void {
  const m = max2(q, row, pixel);
  const a = holds(q, m);
  const b = holds(q + pixel, m);
  const c = holds(q + row, m);
  const ab = v128.or(a, b);
  put(p, v128.and(d, a), left);
  put(p + pixel, v128.and(d, v128.andnot(b, a)), left);
  put(p + row, v128.and(d, v128.andnot(c, ab)), left);
  put(p + row + pixel, v128.andnot(d, v128.or(ab, c)), left);
}

/** Gives d to the first maximum of `rows` x `cols` cells. */
// @ts-ignore: decorator
@inline
function give(p: usize, q: usize, rows: i32, cols: i32, row: usize, pixel: usize, d: v128, left: i32): void {
  const m = maximum(q, rows, cols, row, pixel);
  for (let i = 0; i < rows; i++) {
    let at: usize = 0;
    for (let j = 0; j < cols; j++) {
      const hit = holds(q + at, m);
      addTo(p + at, v128.and(d, hit), left);
      d = v128.andnot(d, hit);
      at += pixel;
    }
    p += row;
    q += row;
  }
}

/** Adds d to a cell where its value v is the maximum m, and returns what is left of d. */
// @ts-ignore: decorator
@inline
function spend(p: usize, v: v128, m: v128, d: v128): v128 {
  const hit = f32x4.eq(v, m);
  v128.store(p, f32x4.add(v128.load(p), v128.and(d, hit)));
  return v128.andnot(d, hit);
}

// @ts-ignore: decorator
@inline
function max1x3(a: v128, b: v128, c: v128): v128 {
  return f32x4.pmax(f32x4.pmax(a, b), c);
}

// @ts-ignore: decorator
@inline
function sum1x3(a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.add(a, b), c);
}

/** Gives d to the first maximum of a 3x3 window. */
// @ts-ignore: decorator
@inline
function give3(p: usize, q: usize, row: usize, pixel: usize, d: v128): void {
  const q1 = q + row;
  const q2 = q1 + row;
  const a0 = v128.load(q), a1 = v128.load(q + pixel), a2 = v128.load(q + 2 * pixel);
  const b0 = v128.load(q1), b1 = v128.load(q1 + pixel), b2 = v128.load(q1 + 2 * pixel);
  const c0 = v128.load(q2), c1 = v128.load(q2 + pixel), c2 = v128.load(q2 + 2 * pixel);
  // A sum is NaN where a value is (or infinities meet, which the loops handle as well): one test instead of nine.
  const sum = sum1x3(sum1x3(a0, a1, a2), sum1x3(b0, b1, b2), sum1x3(c0, c1, c2));
  if (v128.any_true(f32x4.ne(sum, sum))) {
    give3Loop(p, q, row, pixel, d, 4);
    return;
  }
  const m = max1x3(max1x3(a0, a1, a2), max1x3(b0, b1, b2), max1x3(c0, c1, c2));
  d = spend(p, a0, m, d);
  d = spend(p + pixel, a1, m, d);
  d = spend(p + 2 * pixel, a2, m, d);
  p += row;
  d = spend(p, b0, m, d);
  d = spend(p + pixel, b1, m, d);
  d = spend(p + 2 * pixel, b2, m, d);
  p += row;
  d = spend(p, c0, m, d);
  d = spend(p + pixel, c1, m, d);
  spend(p + 2 * pixel, c2, m, d);
}

/** As a function: inlined, its stores of less than four lanes, which are calls, cost the code around them its registers. */
function give3Loop(p: usize, q: usize, row: usize, pixel: usize, d: v128, left: i32): void {
  give(p, q, 3, 3, row, pixel, d, left);
}

/** Adds d to `rows` x `cols` cells. */
// @ts-ignore: decorator
@inline
function share(p: usize, rows: i32, cols: i32, row: usize, pixel: usize, d: v128, left: i32): void {
  for (let i = 0; i < rows; i++) {
    let a = p;
    for (let j = 0; j < cols; j++) {
      addTo(a, d, left);
      a += pixel;
    }
    p += row;
  }
}

/** Stores d to a 2x2 window that no other one overlaps. */
// @ts-ignore: decorator
@inline
function share2(p: usize, row: usize, pixel: usize, d: v128, left: i32): void {
  put(p, d, left);
  put(p + pixel, d, left);
  put(p + row, d, left);
  put(p + row + pixel, d, left);
}

// @ts-ignore: decorator
@inline
function share1x3(p: usize, pixel: usize, d: v128, left: i32): void {
  addTo(p, d, left);
  addTo(p + pixel, d, left);
  addTo(p + 2 * pixel, d, left);
}

// @ts-ignore: decorator
@inline
function share3(p: usize, row: usize, pixel: usize, d: v128, left: i32): void {
  share1x3(p, pixel, d, left);
  share1x3(p + row, pixel, d, left);
  share1x3(p + 2 * row, pixel, d, left);
}

/** `count` pixels of dy with a whole window each, of `size` x `size` cells; `source` is the input, or 0 for the average. */
// @ts-ignore: decorator
@inline
function inside(
  size: i32, isMax: bool, p: usize, dy: usize, q: usize, count: i32, c: i32, step: usize, row: usize, pixel: usize,
): void {
  const part = f32x4.splat(1 / <f32>(size * size));
  for (; count > 0; count--) {
    let k: usize = 0;
    for (let left = c; left > 0; left -= 4) {
      let d = v128.load(dy + k);
      const a = p + k;
      if (!isMax) {
        d = f32x4.mul(d, part);
        if (size == 2) share2(a, row, pixel, d, left);
        else share3(a, row, pixel, d, left);
      } else if (size == 2) {
        give2(a, q + k, row, pixel, d, left);
      } else if (left >= 4) {
        give3(a, q + k, row, pixel, d);
      } else {
        give3Loop(a, q + k, row, pixel, d, left);
      }
      k += 16;
    }
    p += step;
    q += step;
    dy += pixel;
  }
}

// @ts-ignore: decorator
@inline
function walk(
  isMax: bool, dx: usize, dy: usize, x: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  const pixel = <usize>c << 2;
  const row = <usize>w * pixel;
  const step = <usize>sw * pixel;
  const known = kh == kw && (kh == 3 || (kh == 2 && sh >= 2 && sw >= 2));
  const first = firstInside(ow, sw, left);
  const end = endInside(first, w, ow, kw, sw, left);
  for (let n = 0; n < images; n++) {
    // Rows are cleared just before the first window reaches them, while they are on their way into the cache anyway.
    let clean = 0;
    for (let oy = 0; oy <= oh; oy++) {
      const y0 = oy * sh - top;
      const i0 = max(0, y0);
      const i1 = oy == oh ? h : min(h, y0 + kh);
      if (i1 > clean) {
        memory.fill(dx + <usize>clean * row, 0, <usize>(i1 - clean) * row);
        clean = i1;
      }
      if (oy == oh) break;
      const rows = max(0, i1 - i0);
      for (let ox = 0; ox < ow; ox++) {
        const x0 = ox * sw - left;
        const j0 = max(0, x0);
        const cols = max(0, min(w, x0 + kw) - j0);
        const start = <usize>(i0 * w + j0) * pixel;
        const p = dx + start;
        const q = x + start;
        if (known && ox == first && rows == kh && end > first) {
          if (kh == 2) inside(2, isMax, p, dy, q, end - first, c, step, row, pixel);
          else inside(3, isMax, p, dy, q, end - first, c, step, row, pixel);
          dy += <usize>(end - first) * pixel;
          ox = end - 1;
          continue;
        }
        const cells = countPadding ? (min(h + bottom, y0 + kh) - y0) * (min(w + right, x0 + kw) - x0) : rows * cols;
        const part = f32x4.splat(1 / <f32>cells);
        for (let k = 0; k < c; k += 4) {
          const at = <usize>k << 2;
          const d = v128.load(dy + at);
          if (isMax) give(p + at, q + at, rows, cols, row, pixel, d, c - k);
          else share(p + at, rows, cols, row, pixel, f32x4.mul(d, part), c - k);
        }
        dy += pixel;
      }
    }
    dx += <usize>h * row;
    x += <usize>h * row;
  }
}

export function maxPoolGrad(
  dx: usize, dy: usize, x: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(true, dx, dy, x, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function avgPoolGrad(
  dx: usize, dy: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(false, dx, dy, dx, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}
