// Rows of [rows, n]: subtract the maximum, exponentiate, divide. Lanes past the end of a row are masked out.
import { put } from './lanes';
import { exp, log } from './math';

const tails = memory.data<i32>([-1, -1, -1, -1, -1, 0, 0, 0, -1, -1, 0, 0, -1, -1, -1, 0]);

// @ts-ignore: decorator
@inline
function mask(lanes: i32): v128 {
  return v128.load(tails + (<usize>(lanes & 3) << 4));
}

/** The maximum of a row, in all lanes. */
function rowMax(x: usize, n: i32): v128 {
  let m = f32x4.splat(-Infinity);
  for (; n >= 4; n -= 4) {
    m = f32x4.max(m, v128.load(x));
    x += 16;
  }
  if (n) m = f32x4.max(m, v128.bitselect(v128.load(x), f32x4.splat(-Infinity), mask(n)));
  m = f32x4.max(m, v128.shuffle<f32>(m, m, 2, 3, 0, 1));
  return f32x4.max(m, v128.shuffle<f32>(m, m, 1, 0, 3, 2));
}

/** The sum of exp(x - m) over a row, in all lanes; the exponentials are stored where `out` is given. */
function rowExp(x: usize, n: i32, m: v128, out: usize): v128 {
  let s = f32x4.splat(0);
  for (; n > 0; n -= 4) {
    let e = exp(f32x4.sub(v128.load(x), m));
    if (n < 4) e = v128.and(e, mask(n));
    s = f32x4.add(s, e);
    if (out) {
      put(out, e, n);
      out += 16;
    }
    x += 16;
  }
  s = f32x4.add(s, v128.shuffle<f32>(s, s, 2, 3, 0, 1));
  return f32x4.add(s, v128.shuffle<f32>(s, s, 1, 0, 3, 2));
}

// @ts-ignore: decorator
@inline
function scale(p: usize, n: i32, factor: v128): void {
  for (; n > 0; n -= 4) {
    put(p, f32x4.mul(v128.load(p), factor), n);
    p += 16;
  }
}

export function softmax(x: usize, out: usize, rows: i32, n: i32): void {
  const bytes = <usize>n << 2;
  for (let r = 0; r < rows; r++) {
    const s = rowExp(x, n, rowMax(x, n), out);
    scale(out, n, f32x4.div(f32x4.splat(1), s));
    x += bytes;
    out += bytes;
  }
}

export function logSoftmax(x: usize, out: usize, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) {
    const m = rowMax(x, n);
    const l = log(rowExp(x, n, m, 0));
    for (let k = n; k > 0; k -= 4) {
      put(out, f32x4.sub(f32x4.sub(v128.load(x), m), l), k);
      const step = <usize>min(16, k << 2);
      x += step;
      out += step;
    }
  }
}

/** `-log softmax(x)[label]` of each row. Returns the first row whose label is outside [0, n), or -1. */
export function crossEntropy(x: usize, labels: usize, out: usize, rows: i32, n: i32): i32 {
  for (let r = 0; r < rows; r++) {
    const label = load<u32>(labels);
    if (label >= <u32>n) return r;
    const m = rowMax(x, n);
    const l = log(rowExp(x, n, m, 0));
    store<f32>(out, f32x4.extract_lane(l, 0) - (load<f32>(x + (<usize>label << 2)) - f32x4.extract_lane(m, 0)));
    x += <usize>n << 2;
    labels += 4;
    out += 4;
  }
  return -1;
}

/** `d (softmax(x) - onehot(label))` of each row. Returns as `crossEntropy`. */
export function crossEntropyGrad(d: usize, x: usize, labels: usize, out: usize, rows: i32, n: i32): i32 {
  const bytes = <usize>n << 2;
  for (let r = 0; r < rows; r++) {
    const label = load<u32>(labels);
    if (label >= <u32>n) return r;
    const s = rowExp(x, n, rowMax(x, n), out);
    const g = load<f32>(d);
    scale(out, n, f32x4.div(f32x4.splat(g), s));
    const p = out + (<usize>label << 2);
    store<f32>(p, load<f32>(p) - g);
    x += bytes;
    out += bytes;
    labels += 4;
    d += 4;
  }
  return -1;
}
