// Batch normalisation over rows of c channels. Rows are contiguous, so a few of them in a row are one wide row whose channels come
// round again: `period`, a multiple of c and of 4, is that width, and no lane or loop is wasted on a row of 3 or 8 channels.
//
// Sums over rows are partial sums over blocks of `block` rows (a multiple of those in a period), joined in their order in float64.
// A part of the work is a number of whole blocks, or of whole periods: move the pointers and shrink the sizes.
import { put } from './lanes';

/** Repeats c floats until `period` of them are there. */
function spread(v: usize, c: i32, period: i32): void {
  for (let k = c; k < period; k++) store<f32>(v + (<usize>k << 2), load<f32>(v + (<usize>(k - c) << 2)));
}

/** Adds up what belongs to the same channel, in place: the first c of `period` floats are the result, times `factor`. */
function fold(v: usize, c: i32, period: i32, factor: f32): void {
  for (let k = 0; k < c; k++) {
    let s: f32 = 0;
    for (let i = k; i < period; i += c) s += load<f32>(v + (<usize>i << 2));
    store<f32>(v + (<usize>k << 2), s * factor);
  }
}

/** Ones in the lanes that are left, zeros in those behind the end. */
// @ts-ignore: decorator
@inline
function mask(left: i32): v128 {
  return i32x4.lt_s(i32x4(0, 1, 2, 3), i32x4.splat(left));
}

/** Adds the rows of n floats to sums of `period`, four rows at a time. */
function addRows(x: usize, sums: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 2; n -= period << 2) {
    let p = x;
    for (let s = sums; s < sums + row; s += 16) {
      const a = f32x4.add(v128.load(p), v128.load(p + row));
      const b = f32x4.add(v128.load(p + 2 * row), v128.load(p + 3 * row));
      v128.store(s, f32x4.add(v128.load(s), f32x4.add(a, b)));
      p += 16;
    }
    x += 4 * row;
  }
  for (; n > 0; n -= period) {
    let s = sums;
    for (let left = min(n, period); left > 0; left -= 4) {
      v128.store(s, f32x4.add(v128.load(s), v128.and(v128.load(x), mask(left))));
      x += 16;
      s += 16;
    }
  }
}

/** The same of squared distances from the mean. */
function addSquares(x: usize, mean: usize, sums: usize, n: i32, period: i32): void {
  const row = <usize>period << 2;
  for (; n >= period << 2; n -= period << 2) {
    let p = x;
    let m = mean;
    for (let s = sums; s < sums + row; s += 16) {
      const middle = v128.load(m);
      const a = f32x4.sub(v128.load(p), middle);
      const b = f32x4.sub(v128.load(p + row), middle);
      const c = f32x4.sub(v128.load(p + 2 * row), middle);
      const d = f32x4.sub(v128.load(p + 3 * row), middle);
      const ab = f32x4.add(f32x4.mul(a, a), f32x4.mul(b, b));
      const cd = f32x4.add(f32x4.mul(c, c), f32x4.mul(d, d));
      v128.store(s, f32x4.add(v128.load(s), f32x4.add(ab, cd)));
      p += 16;
      m += 16;
    }
    x += 4 * row;
  }
  for (; n > 0; n -= period) {
    let m = mean;
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
 * cache. `work` has room for two periods.
 */
export function momentsOfBlocks(x: usize, parts: usize, work: usize, rows: i32, c: i32, period: i32, block: i32): void {
  const bytes = <usize>c << 2;
  const squares = work + (<usize>period << 2);
  for (let i = 0; i < rows; i += block) {
    const now = min(block, rows - i);
    memory.fill(work, 0, <usize>period << 3);
    addRows(x, work, now * c, period);
    fold(work, c, period, 1 / <f32>now);
    spread(work, c, period);
    addSquares(x, work, squares, now * c, period);
    fold(squares, c, period, 1);
    memory.copy(parts, work, bytes);
    memory.copy(parts + bytes, squares, bytes);
    x += <usize>now * bytes;
    parts += 2 * bytes;
  }
}

/** Mean and biased variance of all rows from those of their blocks (Chan, Golub and LeVeque 1983): out [2, c]. */
export function momentsJoin(parts: usize, out: usize, rows: i32, c: i32, block: i32): void {
  const bytes = <usize>c << 2;
  for (let k = 0; k < c; k++) {
    let sum: f64 = 0;
    let p = parts;
    for (let i = 0; i < rows; i += block) {
      sum += <f64>min(block, rows - i) * <f64>load<f32>(p);
      p += 2 * bytes;
    }
    const mean = sum / <f64>rows;
    let squares: f64 = 0;
    p = parts;
    for (let i = 0; i < rows; i += block) {
      const d = <f64>load<f32>(p) - mean;
      squares += <f64>load<f32>(p + bytes) + <f64>min(block, rows - i) * d * d;
      p += 2 * bytes;
    }
    store<f32>(out, <f32>mean);
    store<f32>(out + bytes, <f32>(squares / <f64>rows));
    parts += 4;
    out += 4;
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
  dy: usize, x: usize, mean: usize, parts: usize, work: usize, rows: i32, c: i32, period: i32, block: i32,
): void {
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
  for (let k = 0; k < c; k++) {
    let first: f64 = 0;
    let second: f64 = 0;
    let p = parts;
    for (let i = 0; i < blocks; i++) {
      first += <f64>load<f32>(p);
      second += <f64>load<f32>(p + bytes);
      p += 2 * bytes;
    }
    store<f32>(out, <f32>first);
    store<f32>(out + bytes, <f32>(second / <f64>sqrt<f32>(load<f32>(variance) + epsilon)));
    parts += 4;
    variance += 4;
    out += 4;
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
  for (; n > 0; n -= period) {
    let f = factors;
    for (let left = min(n, period); left > 0; left -= 4) {
      const d = f32x4.mul(f32x4.sub(v128.load(x), v128.load(f)), v128.load(f + 2 * row));
      const e = f32x4.mul(v128.load(dy), v128.load(f + row));
      put(out, f32x4.add(f32x4.add(e, d), v128.load(f + 3 * row)), left);
      dy += 16;
      x += 16;
      out += 16;
      f += 16;
    }
  }
}
