// Reductions of [outer, n, inner] over n, in a fixed order: partial results of CHUNK positions, then over the partials, which
// keeps the rounding error of a sum near that of a pairwise one.
import { storeLanes } from './lanes';

const CHUNK: i32 = 128;

const enum Op { sum, prod, max, min, sumInt, prodInt, maxInt, minInt }

// @ts-ignore: decorator
@inline
function join(op: i32, a: v128, b: v128): v128 {
  if (op == Op.sum) return f32x4.add(a, b);
  if (op == Op.prod) return f32x4.mul(a, b);
  if (op == Op.max) return f32x4.max(a, b);
  if (op == Op.min) return f32x4.min(a, b);
  if (op == Op.sumInt) return i32x4.add(a, b);
  if (op == Op.prodInt) return i32x4.mul(a, b);
  if (op == Op.maxInt) return i32x4.max_s(a, b);
  return i32x4.min_s(a, b);
}

// @ts-ignore: decorator
@inline
function identity(op: i32): v128 {
  if (op == Op.prod) return f32x4.splat(1);
  if (op == Op.max) return f32x4.splat(-Infinity);
  if (op == Op.min) return f32x4.splat(Infinity);
  if (op == Op.prodInt) return i32x4.splat(1);
  if (op == Op.maxInt) return i32x4.splat(0x80000000);
  if (op == Op.minInt) return i32x4.splat(0x7fffffff);
  return i32x4.splat(0);
}

/** One contiguous row. */
// @ts-ignore: decorator
@inline
function row(op: i32, x: usize, n: i32): v128 {
  let total = identity(op);
  let left = n >> 2;
  while (left > 0) {
    const now = min(left, CHUNK << 2);
    let s0 = identity(op), s1 = s0, s2 = s0, s3 = s0;
    let i = 0;
    for (; i + 4 <= now; i += 4) {
      s0 = join(op, s0, v128.load(x));
      s1 = join(op, s1, v128.load(x, 16));
      s2 = join(op, s2, v128.load(x, 32));
      s3 = join(op, s3, v128.load(x, 48));
      x += 64;
    }
    for (; i < now; i++) {
      s0 = join(op, s0, v128.load(x));
      x += 16;
    }
    total = join(op, total, join(op, join(op, s0, s1), join(op, s2, s3)));
    left -= now;
  }
  for (let i = n & 3; i > 0; i--) {
    // The identity in the other three lanes.
    total = join(op, total, v128.shuffle<f32>(identity(op), v128.load32_splat(x), 4, 1, 2, 3));
    x += 4;
  }
  total = join(op, total, v128.shuffle<f32>(total, total, 2, 3, 0, 1));
  return join(op, total, v128.shuffle<f32>(total, total, 1, 0, 3, 2));
}

/** Four columns, `rows` times `stride` bytes apart. */
// @ts-ignore: decorator
@inline
function column(op: i32, x: usize, rows: i32, stride: usize): v128 {
  let s0 = identity(op), s1 = s0;
  let i = 0;
  for (; i + 2 <= rows; i += 2) {
    s0 = join(op, s0, v128.load(x));
    s1 = join(op, s1, v128.load(x + stride));
    x += stride << 1;
  }
  if (i < rows) s0 = join(op, s0, v128.load(x));
  return join(op, s0, s1);
}

// @ts-ignore: decorator
@inline
function run(op: i32, x: usize, out: usize, outer: i32, n: i32, inner: i32): void {
  const stride = <usize>inner << 2;
  for (let o = 0; o < outer; o++) {
    if (inner == 1) {
      v128.store32_lane(out, row(op, x, n), 0);
      x += <usize>n << 2;
      out += 4;
      continue;
    }
    for (let i = 0; i == 0 || i < n; i += CHUNK) {
      const rows = min(CHUNK, n - i);
      let p = x + <usize>i * stride;
      let q = out;
      for (let j = 0; j < inner; j += 4) {
        let s = column(op, p, rows, stride);
        if (i) s = join(op, v128.load(q), s);
        if (inner - j >= 4) v128.store(q, s);
        else storeLanes(q, s, inner - j);
        p += 16;
        q += 16;
      }
    }
    x += <usize>n * stride;
    out += stride;
  }
}

export function sumReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.sum, x, out, outer, n, inner); }
export function prodReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.prod, x, out, outer, n, inner); }
export function maxReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.max, x, out, outer, n, inner); }
export function minReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.min, x, out, outer, n, inner); }
export function sumIntReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.sumInt, x, out, outer, n, inner); }
export function prodIntReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.prodInt, x, out, outer, n, inner); }
export function maxIntReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.maxInt, x, out, outer, n, inner); }
export function minIntReduce(x: usize, out: usize, outer: i32, n: i32, inner: i32): void { run(Op.minInt, x, out, outer, n, inner); }

/** Whether any (`all` = 0) or every (`all` = 1) byte of [outer, n, inner] along n is true. */
export function anyAll(all: i32, x: usize, out: usize, outer: i32, n: i32, inner: i32): void {
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      let p = x + j;
      let r = all;
      for (let i = 0; i < n; i++) {
        if (<i32>(load<u8>(p) != 0) != all) {
          r = 1 - all;
          break;
        }
        p += inner;
      }
      store<u8>(out++, r);
    }
    x += <usize>n * inner;
  }
}

// @ts-ignore: decorator
@inline
function arg<T>(least: i32, x: usize, out: usize, outer: i32, n: i32, inner: i32): void {
  const stride = <usize>inner << 2;
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      let p = x + (<usize>j << 2);
      let best = load<T>(p);
      let at = 0;
      for (let i = 1; i < n; i++) {
        p += stride;
        const v = load<T>(p);
        // The first NaN wins.
        if ((least ? v < best : v > best) || (isFloat<T>() && v != v && best == best)) {
          best = v;
          at = i;
        }
      }
      store<i32>(out, at);
      out += 4;
    }
    x += <usize>n * stride;
  }
}

/** First position of the greatest (or least) value of [outer, n, inner] along n. */
export function argReduce(least: i32, int: i32, x: usize, out: usize, outer: i32, n: i32, inner: i32): void {
  if (int) arg<i32>(least, x, out, outer, n, inner);
  else arg<f32>(least, x, out, outer, n, inner);
}

// @ts-ignore: decorator
@inline
function scan<T>(x: usize, out: usize, outer: i32, n: i32, inner: i32, exclusive: i32, reverse: i32): void {
  const stride: isize = reverse ? -(inner << 2) : inner << 2;
  const first = reverse ? (<usize>n - 1) * inner << 2 : 0;
  for (let o = 0; o < outer; o++) {
    for (let j = 0; j < inner; j++) {
      const start = first + (<usize>(o * n * inner + j) << 2);
      let p = x + start;
      let q = out + start;
      let s: T = 0;
      for (let i = 0; i < n; i++) {
        const before = s;
        s += load<T>(p);
        store<T>(q, exclusive ? before : s);
        p += stride;
        q += stride;
      }
    }
  }
}

export function cumsum(int: i32, x: usize, out: usize, outer: i32, n: i32, inner: i32, exclusive: i32, reverse: i32): void {
  if (int) scan<i32>(x, out, outer, n, inner, exclusive, reverse);
  else scan<f32>(x, out, outer, n, inner, exclusive, reverse);
}

/** Whether element i of a row ranks behind element j: smaller, or equal and further back. NaN ranks first. */
// @ts-ignore: decorator
@inline
function behind(x: usize, i: i32, j: i32): bool {
  const a = load<f32>(x + (<usize>i << 2));
  const b = load<f32>(x + (<usize>j << 2));
  if (a == b || (a != a && b != b)) return i > j;
  return b != b || a < b;
}

/** Sinks the head of a heap of indices whose head ranks last. */
function sink(x: usize, heap: usize, at: i32, size: i32): void {
  const item = load<i32>(heap + (<usize>at << 2));
  for (;;) {
    let child = (at << 1) + 1;
    if (child >= size) break;
    let other = load<i32>(heap + (<usize>child << 2));
    if (child + 1 < size) {
      const right = load<i32>(heap + (<usize>(child + 1) << 2));
      if (behind(x, right, other)) {
        child++;
        other = right;
      }
    }
    if (!behind(x, other, item)) break;
    store<i32>(heap + (<usize>at << 2), other);
    at = child;
  }
  store<i32>(heap + (<usize>at << 2), item);
}

/** Indices of the k greatest of each row of n, greatest first, ties by position: a bounded heap, then its heap sort. */
export function topK(x: usize, out: usize, outer: i32, n: i32, k: i32): void {
  for (let o = 0; o < outer; o++) {
    for (let i = 0; i < k; i++) store<i32>(out + (<usize>i << 2), i);
    for (let i = (k >> 1) - 1; i >= 0; i--) sink(x, out, i, k);
    for (let i = k; i < n; i++) {
      if (behind(x, load<i32>(out), i)) {
        store<i32>(out, i);
        sink(x, out, 0, k);
      }
    }
    for (let size = k - 1; size > 0; size--) {
      const last = load<i32>(out);
      store<i32>(out, load<i32>(out + (<usize>size << 2)));
      store<i32>(out + (<usize>size << 2), last);
      sink(x, out, 0, size);
    }
    x += <usize>n << 2;
    out += <usize>k << 2;
  }
}
