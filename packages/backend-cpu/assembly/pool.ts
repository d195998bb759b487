// Pools over NHWC images, four channels at a time. Cells outside the image never count.
import { put } from './lanes';

const enum Mode { max, average, indices, maxGrad, averageGrad }

/** The maximum over a window of `rows` x `cols` cells, NaN if one is. `f32x4.max` does that too, in three times the instructions. */
// @ts-ignore: decorator
@inline
function maximum(p: usize, rows: i32, cols: i32, row: usize, pixel: usize): v128 {
  if (rows == 2 && cols == 2) {
    const a = v128.load(p);
    const b = v128.load(p + pixel);
    const c = v128.load(p + row);
    const d = v128.load(p + row + pixel);
    const nan = v128.or(v128.or(f32x4.ne(a, a), f32x4.ne(b, b)), v128.or(f32x4.ne(c, c), f32x4.ne(d, d)));
    return v128.or(nan, f32x4.pmax(f32x4.pmax(a, b), f32x4.pmax(c, d)));
  }
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

/** The lanes of a cell that hold the maximum. */
// @ts-ignore: decorator
@inline
function holds(q: usize, m: v128): v128 {
  const v = v128.load(q);
  return v128.or(f32x4.eq(v, m), f32x4.ne(v, v));
}

/** Adds d to the first maximum of a 2x2 window: the common case, without loops. */
// @ts-ignore: decorator
@inline
function give(p: usize, q: usize, pixel: usize, row: usize, m: v128, d: v128, left: i32): void {
  const h0 = holds(q, m);
  const h1 = holds(q + pixel, m);
  const h2 = holds(q + row, m);
  const h01 = v128.or(h0, h1);
  put(p, f32x4.add(v128.load(p), v128.and(d, h0)), left);
  put(p + pixel, f32x4.add(v128.load(p + pixel), v128.and(d, v128.andnot(h1, h0))), left);
  put(p + row, f32x4.add(v128.load(p + row), v128.and(d, v128.andnot(h2, h01))), left);
  put(p + row + pixel, f32x4.add(v128.load(p + row + pixel), v128.andnot(d, v128.or(h01, h2))), left);
}

/**
 * Walks every window. `x` is the input, or its gradient for the two gradients (cleared before); `y` the output or its gradient;
 * `source` the input again for `maxGrad`.
 */
// @ts-ignore: decorator
@inline
function walk(
  mode: i32, x: usize, y: usize, source: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  const pixel = <usize>c << 2;
  const row = <usize>w * pixel;
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
        let inverse = f32x4.splat(0);
        if (mode == Mode.average || mode == Mode.averageGrad) {
          const cells = countPadding ? (min(h + bottom, y0 + kh) - y0) * (min(w + right, x0 + kw) - x0) : rows * cols;
          inverse = f32x4.splat(1 / <f32>cells);
        }
        for (let k = 0; k < c; k += 4) {
          let p = x + start + (<usize>k << 2);
          if (mode == Mode.max) {
            put(y, maximum(p, rows, cols, row, pixel), c - k);
          } else if (mode == Mode.average) {
            let s = f32x4.splat(0);
            for (let i = 0; i < rows; i++) {
              let a = p;
              for (let j = 0; j < cols; j++) {
                s = f32x4.add(s, v128.load(a));
                a += pixel;
              }
              p += row;
            }
            put(y, f32x4.mul(s, inverse), c - k);
          } else if (mode == Mode.averageGrad) {
            const d = f32x4.mul(v128.load(y), inverse);
            for (let i = 0; i < rows; i++) {
              let a = p;
              for (let j = 0; j < cols; j++) {
                put(a, f32x4.add(v128.load(a), d), c - k);
                a += pixel;
              }
              p += row;
            }
          } else {
            // The first cell that holds the maximum (or the first NaN) is found by a mask of the lanes still open.
            let q = source + start + (<usize>k << 2);
            const m = maximum(q, rows, cols, row, pixel);
            const d = mode == Mode.maxGrad ? v128.load(y) : i32x4.splat(0);
            if (mode == Mode.maxGrad && rows == 2 && cols == 2) {
              give(p, q, pixel, row, m, d, c - k);
              y += <usize>min(16, (c - k) << 2);
              continue;
            }
            let open = i32x4.splat(-1);
            let found = i32x4.splat(0);
            let at = <i32>((start >> 2) + k);
            for (let i = 0; i < rows; i++) {
              let a = p;
              let b = q;
              for (let j = 0; j < cols; j++) {
                const v = v128.load(b);
                const hit = v128.and(open, v128.or(f32x4.eq(v, m), f32x4.ne(v, v)));
                open = v128.andnot(open, hit);
                if (mode == Mode.maxGrad) {
                  put(a, f32x4.add(v128.load(a), v128.and(d, hit)), c - k);
                  a += pixel;
                } else {
                  found = v128.bitselect(i32x4.splat(at + j * c), found, hit);
                }
                b += pixel;
              }
              p += row;
              q += row;
              at += w * c;
            }
            if (mode == Mode.indices) put(y, i32x4.add(found, i32x4(0, 1, 2, 3)), c - k);
          }
          y += <usize>min(16, (c - k) << 2);
        }
      }
    }
  }
}

export function maxPool(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.max, x, y, 0, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function avgPool(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.average, x, y, 0, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function maxPoolIndices(
  x: usize, y: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.indices, x, y, x, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function maxPoolGrad(
  dx: usize, dy: usize, x: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.maxGrad, dx, dy, x, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

export function avgPoolGrad(
  dx: usize, dy: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, bottom: i32, right: i32, countPadding: i32,
): void {
  walk(Mode.averageGrad, dx, dy, 0, images, h, w, c, oh, ow, kh, kw, sh, sw, top, left, bottom, right, countPadding);
}

