// Pools over NHWC images, four channels at a time. Cells outside the image never count. Windows of 2x2 and 3x3 that lie inside the
// image have code of their own; all others, and those at the edges, go through loops.
//
// A part of the output's rows of one image: move y, and take `top` less by the rows left out times `sh`.
import { put } from './lanes';

const enum Mode { max, average, indices }

/** The maximum of a 2x2 window, NaN if one is. `f32x4.max` does that too, in three times the instructions. */
// @ts-ignore: decorator
@inline
export function max2(p: usize, row: usize, pixel: usize): v128 {
  const a = v128.load(p);
  const b = v128.load(p + pixel);
  const c = v128.load(p + row);
  const d = v128.load(p + row + pixel);
  const nan = v128.or(v128.or(f32x4.ne(a, a), f32x4.ne(b, b)), v128.or(f32x4.ne(c, c), f32x4.ne(d, d)));
  return v128.or(nan, f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d)));
}

// @ts-ignore: decorator
@inline
function max1x3(p: usize, pixel: usize): v128 {
  const a = v128.load(p);
  const b = v128.load(p + pixel);
  const c = v128.load(p + 2 * pixel);
  const nan = v128.or(v128.or(f32x4.ne(a, a), f32x4.ne(b, b)), f32x4.ne(c, c));
  return v128.or(nan, f32x4.pmax(f32x4.pmax(a, b), c));
}

/** The maximum of a 3x3 window. */
// @ts-ignore: decorator
@inline
function max3(p: usize, row: usize, pixel: usize): v128 {
  const a = max1x3(p, pixel);
  const b = max1x3(p + row, pixel);
  const c = max1x3(p + 2 * row, pixel);
  const nan = v128.or(v128.or(f32x4.ne(a, a), f32x4.ne(b, b)), f32x4.ne(c, c));
  return v128.or(nan, f32x4.pmax(f32x4.pmax(a, b), c));
}

/** The maximum of `rows` x `cols` cells. */
// @ts-ignore: decorator
@inline
export function maximum(p: usize, rows: i32, cols: i32, row: usize, pixel: usize): v128 {
  let s = f32x4.splat(-Infinity);
  let nan = i32x4.splat(0);
  for (let i = 0; i < rows; i++) {
    let a = p;
    for (let j = 0; j < cols; j++) {
      const v = v128.load(a);
      s = f32x4.pmax(s, v);
      nan = v128.or(nan, f32x4.ne(v, v));
      a += pixel;
    }
    p += row;
  }
  return v128.or(nan, s);
}

// @ts-ignore: decorator
@inline
function sum2(p: usize, row: usize, pixel: usize): v128 {
  return f32x4.add(
    f32x4.add(v128.load(p), v128.load(p + pixel)), f32x4.add(v128.load(p + row), v128.load(p + row + pixel)),
  );
}

// @ts-ignore: decorator
@inline
function sum1x3(p: usize, pixel: usize): v128 {
  return f32x4.add(f32x4.add(v128.load(p), v128.load(p + pixel)), v128.load(p + 2 * pixel));
}

// @ts-ignore: decorator
@inline
function sum3(p: usize, row: usize, pixel: usize): v128 {
  return f32x4.add(f32x4.add(sum1x3(p, pixel), sum1x3(p + row, pixel)), sum1x3(p + 2 * row, pixel));
}

// @ts-ignore: decorator
@inline
function total(p: usize, rows: i32, cols: i32, row: usize, pixel: usize): v128 {
  let s = f32x4.splat(0);
  for (let i = 0; i < rows; i++) {
    let a = p;
    for (let j = 0; j < cols; j++) {
      s = f32x4.add(s, v128.load(a));
      a += pixel;
    }
    p += row;
  }
  return s;
}

/** Where in the images the first maximum m of a window stands, or its first NaN: found by a mask of the lanes still open. */
// @ts-ignore: decorator
@inline
function find(p: usize, m: v128, at: i32, rows: i32, cols: i32, row: usize, pixel: usize): v128 {
  let open = i32x4.splat(-1);
  let found = i32x4.splat(0);
  for (let i = 0; i < rows; i++) {
    let a = p;
    for (let j = 0; j < cols; j++) {
      const v = v128.load(a);
      const hit = v128.and(open, v128.or(f32x4.eq(v, m), f32x4.ne(v, v)));
      open = v128.andnot(open, hit);
      found = v128.bitselect(i32x4.splat(at + <i32>((a - p) >> 2)), found, hit);
      a += pixel;
    }
    p += row;
    at += <i32>(row >> 2);
  }
  return i32x4.add(found, i32x4(0, 1, 2, 3));
}

/** `count` output pixels with a whole window each, of `size` x `size` cells, the first at p. */
// @ts-ignore: decorator
@inline
function inside(mode: i32, size: i32, p: usize, y: usize, count: i32, c: i32, step: usize, row: usize, pixel: usize): void {
  const share = f32x4.splat(1 / <f32>(size * size));
  for (; count > 0; count--) {
    let q = p;
    for (let left = c; left > 0; left -= 4) {
      let v: v128;
      if (mode == Mode.max) v = size == 2 ? max2(q, row, pixel) : max3(q, row, pixel);
      else v = f32x4.mul(size == 2 ? sum2(q, row, pixel) : sum3(q, row, pixel), share);
      put(y + (q - p), v, left);
      q += 16;
    }
    p += step;
    y += pixel;
  }
}

/** The first output column whose window begins inside the image. */
// @ts-ignore: decorator
@inline
export function firstInside(ow: i32, sw: i32, left: i32): i32 {
  return min(ow, (left + sw - 1) / sw);
}

/** The first, from `first` on, whose window ends outside it. */
// @ts-ignore: decorator
@inline
export function endInside(first: i32, w: i32, ow: i32, kw: i32, sw: i32, left: i32): i32 {
  const room = w + left - kw;
  return room < 0 ? first : max(first, min(ow, room / sw + 1));
}

// @ts-ignore: decorator
@inline
function walk(
  mode: i32, x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  const pixel = <usize>c << 2;
  const row = <usize>w * pixel;
  const step = <usize>sw * pixel;
  const known = mode != Mode.indices && kh == kw && (kh == 2 || kh == 3);
  const first = firstInside(ow, sw, left);
  const end = endInside(first, w, ow, kw, sw, left);
  for (let n = 0; n < images; n++) {
    for (let oy = 0; oy < oh; oy++) {
      const y0 = oy * sh - top;
      const i0 = max(0, y0);
      const rows = max(0, min(h, y0 + kh) - i0);
      for (let ox = 0; ox < ow; ox++) {
        const x0 = ox * sw - left;
        const j0 = max(0, x0);
        const cols = max(0, min(w, x0 + kw) - j0);
        const start = <usize>((n * h + i0) * w + j0) * pixel;
        const p = x + start;
        if (known && ox == first && rows == kh && end > first) {
          if (kh == 2) inside(mode, 2, p, y, end - first, c, step, row, pixel);
          else inside(mode, 3, p, y, end - first, c, step, row, pixel);
          y += <usize>(end - first) * pixel;
          ox = end - 1;
          continue;
        }
        let inverse = f32x4.splat(0);
        if (mode == Mode.average) {
          const cells = countPadding ? (min(h + bottom, y0 + kh) - y0) * (min(w + right, x0 + kw) - x0) : rows * cols;
          inverse = f32x4.splat(1 / <f32>cells);
        }
        for (let k = 0; k < c; k += 4) {
          const q = p + (<usize>k << 2);
          let v: v128;
          if (mode == Mode.average) {
            v = f32x4.mul(total(q, rows, cols, row, pixel), inverse);
          } else {
            v = maximum(q, rows, cols, row, pixel);
            if (mode == Mode.indices) v = find(q, v, <i32>(start >> 2) + k, rows, cols, row, pixel);
          }
          put(y + (<usize>k << 2), v, c - k);
        }
        y += pixel;
      }
    }
  }
}

export function maxPool(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.max, x, y, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function avgPool(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.average, x, y, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function maxPoolIndices(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.indices, x, y, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}
