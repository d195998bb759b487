// Batch normalisation over rows of c channels. Rows are contiguous, so a few of them in a row are one wide row whose channels come
// round again: `period`, a multiple of c and of 4, is that width, and no lane or loop is wasted on a row of 3 or 8 channels.
//
// Sums over rows are partial sums over blocks of `block` rows (a multiple of those in a period), joined in their order in float64.
// A part of the work is a number of whole blocks, or of whole periods: move the pointers and shrink the sizes.
import { put } from './lanes';
import { own } from './layout';

/** Repeats c floats until `period` of them are there. */
function spread(v: usize, c: i32, period: i32): void {
  for (let k = c; k < period; k++) store<f32>(v + (<usize>k << 2), load<f32>(v + (<usize>(k - c) << 2)));
}

/** Adds up what belongs to the same channel, in place: the first c of `period` floats are the result, times `factor`. */
function fold(v: usize, c: i32, period: i32, factor: f32): void {
  const end = v + (<usize>period << 2);
  for (let k = c; k > 0; k -= 4) {
    let s = v128.load(v);
    for (let p = v + (<usize>c << 2); p < end; p += <usize>c << 2) s = f32x4.add(s, v128.load(p));
    // The last lanes of a c that is no multiple of 4 spill into the second round, which nobody reads again.
    v128.store(v, f32x4.mul(s, f32x4.splat(factor)));
    v += 16;
  }
}

/** Ones in the lanes that are left, zeros in those behind the end. */
// @ts-ignore: decorator
@inline
function mask(left: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}

/** Adds the distances from `pivot` of the rows of n floats to sums of `period`, four rows at a time. */
function addDistances(x: usize, pivot: usize, sums: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 2; n -= period << 2) {
    let p = x;
    let m = pivot;
    for (let s = sums; s < sums + row; s += 16) {
      const base = v128.load(m);
      const a = f32x4.add(f32x4.sub(v128.load(p), base), f32x4.sub(v128.load(p + row), base));
      const b = f32x4.add(f32x4.sub(v128.load(p + 2 * row), base), f32x4.sub(v128.load(p + 3 * row), base));
      v128.store(s, f32x4.add(v128.load(s), f32x4.add(a, b)));
      p += 16;
      m += 16;
    }
    x += 4 * row;
  }
  for (; n > 0; n -= period) {
    let m = pivot;
    let s = sums;
    for (let left = min(n, period); left > 0; left -= 4) {
      const d = v128.and(f32x4.sub(v128.load(x), v128.load(m)), mask(left));
      v128.store(s, f32x4.add(v128.load(s), d));
      x += 16;
      m += 16;
      s += 16;
    }
  }
}

/** The same of their squares. */
function addSquares(x: usize, pivot: usize, sums: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 2; n -= period << 2) {
    let p = x;
    let m = pivot;
    for (let s = sums; s < sums + row; s += 16) {
      const base = v128.load(m);
      const a = f32x4.sub(v128.load(p), base);
      const b = f32x4.sub(v128.load(p + row), base);
      const c = f32x4.sub(v128.load(p + 2 * row), base);
      const d = f32x4.sub(v128.load(p + 3 * row), base);
      const ab = f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b));
      const cd = f32x4.add(f32x4.mul(c, c), f32x4.mul(d, d));
      v128.store(s, f32x4.add(v128.load(s), f32x4.add(ab, cd)));
      p += 16;
      m += 16;
    }
    x += 4 * row;
  }
  for (; n > 0; n -= period) {
    let m = pivot;
    let s = sums;
    for (let left = min(n, period); left > 0; left -= 4) {
      const d = v128.and(f32x4.sub(v128.load(x), v128.load(m)), mask(left));
      v128.store(s, f32x4.add(v128.load(s), f32x4.mul(d, d)));
      x += 16;
      m += 16;
      s += 16;
    }
  }
}

/**
 * Mean, and sum of squared distances from it, of each block: parts [blocks, 2, c], each found in two passes while the block is in
 * cache. The first sums distances from the block's first row, which keeps the digits of a mean that is large beside the deviation.
 * `work` has room for two periods, `stride` bytes for each thread.
 */
export function momentsOfBlocks(
  x: usize, parts: usize, work: usize, stride: usize, rows: i32, c: i32, period: i32, block: i32,
): void {
  work = own(work, stride);
  const bytes = <usize>c << 2;
  const row = <usize>period << 2;
  const mean = work + row;
  for (let i = 0; i < rows; i += block) {
    const now = min(block, rows - i);
    memory.copy(mean, x, bytes);
    spread(mean, c, period);
    memory.fill(work, 0, row);
    addDistances(x, mean, work, now * c, period);
    fold(work, c, period, 1 / <f32>now);
    for (let k: usize = 0; k < bytes; k += 4) store<f32>(mean + k, load<f32>(mean + k) + load<f32>(work + k));
    spread(mean, c, period);
    memory.fill(work, 0, row);
    addSquares(x, mean, work, now * c, period);
    fold(work, c, period, 1);
    memory.copy(parts, mean, bytes);
    memory.copy(parts + bytes, work, bytes);
    x += <usize>now * bytes;
    parts += 2 * bytes;
  }
}

// @ts-ignore: decorator
@inline
function low(v: v128): v128 {
  return f64x2.promote_low_f32x4(v);
}

// @ts-ignore: decorator
@inline
function high(v: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(v, v, 1, 0));
}

/** Two pairs as four floats, each times `factor`. */
// @ts-ignore: decorator
@inline
function joined(a: v128, b: v128, factor: f64): v128 {
  const f = f64x2.splat(factor);
  const first = f32x4.demote_f64x2_zero(f64x2.mul(a, f));
  return v128.shuffle<f64>(first, f32x4.demote_f64x2_zero(f64x2.mul(b, f)), 0, 2);
}

/** Mean and biased variance of all rows from those of their blocks (Chan, Golub and LeVeque 1983): out [2, c]. */
export function momentsJoin(parts: usize, out: usize, rows: i32, c: i32, block: i32): void {
  const bytes = <usize>c << 2;
  const share: f64 = 1 / <f64>rows;
  for (let k = 0; k < c; k += 4) {
    let a = f64x2.splat(0), b = a;
    let p = parts;
    for (let i = 0; i < rows; i += block) {
      const count = f64x2.splat(<f64>min(block, rows - i));
      const v = v128.load(p);
      a = f64x2.add(a, f64x2.mul(count, low(v)));
      b = f64x2.add(b, f64x2.mul(count, high(v)));
      p += 2 * bytes;
    }
    const mean = joined(a, b, share);
    a = f64x2.splat(0);
    b = a;
    p = parts;
    for (let i = 0; i < rows; i += block) {
      const d = f32x4.sub(v128.load(p), mean);
      const v = f32x4.add(v128.load(p + bytes), f32x4.mul(f32x4.splat(<f32>min(block, rows - i)), f32x4.mul(d, d)));
      a = f64x2.add(a, low(v));
      b = f64x2.add(b, high(v));
      p += 2 * bytes;
    }
    put(out, mean, c - k);
    put(out + bytes, joined(a, b, share), c - k);
    parts += 16;
    out += 16;
  }
}

/** What `batchNorm` multiplies with: mean, scale / sqrt(variance + epsilon), offset, each spread over a period. */
export function batchNormFactors(
  mean: usize, variance: usize, scale: usize, offset: usize, factors: usize, c: i32, period: i32, epsilon: f32,
): void {
  const row = <usize>period << 2;
  const bytes = <usize>c << 2;
  memory.copy(factors, mean, bytes);
  for (let k: usize = 0; k < bytes; k += 4) {
    store<f32>(factors + row + k, load<f32>(scale + k) / sqrt<f32>(load<f32>(variance + k) + epsilon));
  }
  memory.copy(factors + 2 * row, offset, bytes);
  for (let i: usize = 0; i < 3; i++) spread(factors + i * row, c, period);
}

/** `(x - mean) * factor + offset` over n floats. */
export function batchNorm(x: usize, out: usize, factors: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n > 0; n -= period) {
    let f = factors;
    for (let left = min(n, period); left > 0; left -= 4) {
      const d = f32x4.sub(v128.load(x), v128.load(f));
      put(out, f32x4.add(f32x4.mul(d, v128.load(f + row)), v128.load(f + 2 * row)), left);
      x += 16;
      out += 16;
      f += 16;
    }
  }
}

/** Adds dy, and dy times the distance from the mean, to sums [2, period]. */
function addProducts(dy: usize, x: usize, mean: usize, sums: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 1; n -= period << 1) {
    let m = mean;
    for (let s = sums; s < sums + row; s += 16) {
      const middle = v128.load(m);
      const d = v128.load(dy);
      const e = v128.load(dy + row);
      const a = f32x4.mul(d, f32x4.sub(v128.load(x), middle));
      const b = f32x4.mul(e, f32x4.sub(v128.load(x + row), middle));
      v128.store(s, f32x4.add(v128.load(s), f32x4.add(d, e)));
      v128.store(s + row, f32x4.add(v128.load(s + row), f32x4.add(a, b)));
      dy += 16;
      x += 16;
      m += 16;
    }
    dy += row;
    x += row;
  }
  for (; n > 0; n -= period) {
    let m = mean;
    let s = sums;
    for (let left = min(n, period); left > 0; left -= 4) {
      const here = mask(left);
      const d = v128.and(v128.load(dy), here);
      // What lies behind the end may be NaN, which a product with 0 would keep.
      const e = v128.and(f32x4.sub(v128.load(x), v128.load(m)), here);
      v128.store(s, f32x4.add(v128.load(s), d));
      v128.store(s + row, f32x4.add(v128.load(s + row), f32x4.mul(d, e)));
      dy += 16;
      x += 16;
      m += 16;
      s += 16;
    }
  }
}

/** The sums of dy and of dy * (x - mean) over each block: parts [blocks, 2, c]. `work` has room for three periods. */
export function batchNormSumsOfBlocks(
  dy: usize, x: usize, mean: usize, parts: usize, work: usize, stride: usize, rows: i32, c: i32, period: i32, block: i32,
): void {
  work = own(work, stride);
  const bytes = <usize>c << 2;
  const row = <usize>period << 2;
  const middle = work + 2 * row;
  memory.copy(middle, mean, bytes);
  spread(middle, c, period);
  for (let i = 0; i < rows; i += block) {
    const now = min(block, rows - i);
    memory.fill(work, 0, <usize>period << 3);
    addProducts(dy, x, middle, work, now * c, period);
    for (let half: usize = 0; half < 2; half++) {
      fold(work + half * row, c, period, 1);
      memory.copy(parts, work + half * row, bytes);
      parts += bytes;
    }
    dy += <usize>now * bytes;
    x += <usize>now * bytes;
  }
}

/** The sums over all blocks, the second divided by the standard deviation: out [2, c]. */
export function batchNormSumsJoin(parts: usize, variance: usize, out: usize, blocks: i32, c: i32, epsilon: f32): void {
  const bytes = <usize>c << 2;
  for (let k = 0; k < c; k += 4) {
    for (let half: usize = 0; half <= bytes; half += bytes) {
      let a = f64x2.splat(0), b = a;
      let p = parts + half;
      for (let i = 0; i < blocks; i++) {
        const v = v128.load(p);
        a = f64x2.add(a, low(v));
        b = f64x2.add(b, high(v));
        p += 2 * bytes;
      }
      let sum = joined(a, b, 1);
      if (half) sum = f32x4.div(sum, f32x4.sqrt(f32x4.add(v128.load(variance), f32x4.splat(epsilon))));
      put(out + half, sum, c - k);
    }
    parts += 16;
    variance += 16;
    out += 16;
  }
}

/** What `batchNormInputGrad` multiplies with: mean, then the factors of dy and of x - mean, then what is added. */
export function batchNormInputGradFactors(
  statistics: usize, scale: usize, sums: usize, factors: usize, rows: i32, c: i32, period: i32, epsilon: f32,
): void {
  const row = <usize>period << 2;
  const bytes = <usize>c << 2;
  memory.copy(factors, statistics, bytes);
  const share: f32 = 1 / <f32>rows;
  for (let k: usize = 0; k < bytes; k += 4) {
    const rstd: f32 = 1 / sqrt<f32>(load<f32>(statistics + bytes + k) + epsilon);
    const a = load<f32>(scale + k) * rstd;
    store<f32>(factors + row + k, a);
    store<f32>(factors + 2 * row + k, -a * rstd * share * load<f32>(sums + bytes + k));
    store<f32>(factors + 3 * row + k, -a * share * load<f32>(sums + k));
  }
  for (let i: usize = 0; i < 4; i++) spread(factors + i * row, c, period);
}

/** The gradient of x over n floats, from that of y. */
export function batchNormInputGrad(dy: usize, x: usize, out: usize, factors: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 1; n -= period << 1) {
    for (let f = factors; f < factors + row; f += 16) {
      const mean = v128.load(f);
      const a = v128.load(f + row);
      const b = v128.load(f + 2 * row);
      const c = v128.load(f + 3 * row);
      v128.store(out, inputGrad(v128.load(dy), v128.load(x), mean, a, b, c));
      v128.store(out + row, inputGrad(v128.load(dy + row), v128.load(x + row), mean, a, b, c));
      dy += 16;
      x += 16;
      out += 16;
    }
    dy += row;
    x += row;
    out += row;
  }
  for (; n > 0; n -= period) {
    let f = factors;
    for (let left = min(n, period); left > 0; left -= 4) {
      const mean = v128.load(f);
      const a = v128.load(f + row);
      const b = v128.load(f + 2 * row);
      const c = v128.load(f + 3 * row);
      put(out, inputGrad(v128.load(dy), v128.load(x), mean, a, b, c), left);
      dy += 16;
      x += 16;
      out += 16;
      f += 16;
    }
  }
}

// @ts-ignore: decorator
@inline
function inputGrad(dy: v128, x: v128, mean: v128, a: v128, b: v128, c: v128): v128 {
  return f32x4.add(f32x4.add(f32x4.mul(dy, a), f32x4.mul(f32x4.sub(x, mean), b)), c);
}

/** `average = momentum * average + (1 - momentum) * x` over n floats. */
export function followStatistics(average: usize, x: usize, n: i32, momentum: f32): void {
  const keep = f32x4.splat(momentum);
  const take = f32x4.splat(1 - momentum);
  for (; n > 0; n -= 4) {
    put(average, f32x4.add(f32x4.mul(keep, v128.load(average)), f32x4.mul(take, v128.load(x))), n);
    average += 16;
    x += 16;
  }
}
