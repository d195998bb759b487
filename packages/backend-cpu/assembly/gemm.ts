import { EDGE, NO_FLOOR, ZEROS } from './layout';
import { tile, tileTransposed } from './tile';

/** Floats of K that one tile walks at most: a panel of 8 x 512 floats (16 KiB) stays in the first-level cache. */
const BLOCK_K: usize = 512;
/** Below this, K is not blocked. */
const WHOLE_K: usize = 768;

/** Four rows of `n` floats between the edge tile (32 bytes a row) and a matrix. */
function copyEdge(source: usize, lds: usize, target: usize, ldt: usize, rows: i32, n: i32): void {
  for (let r = 0; r < rows; r++) {
    let i: usize = 0;
    for (; i + 16 <= <usize>n << 2; i += 16) v128.store(target + i, v128.load(source + i));
    for (; i < <usize>n << 2; i += 4) store<u32>(target + i, load<u32>(source + i));
    source += lds;
    target += ldt;
  }
}

/** Packs B `[k][n]` (rows `ldb` bytes apart) into panels `[n/8][k][8]` that lie `stride` bytes apart, zero padded to 8 columns. */
export function pack(b: usize, ldb: usize, k: i32, n: i32, panels: usize, stride: usize): void {
  let j = 0;
  for (; j + 8 <= n; j += 8) {
    let p = panels;
    let q = b;
    for (let i = 0; i < k; i++) {
      v128.store(p, v128.load(q));
      v128.store(p, v128.load(q, 16), 16);
      p += 32;
      q += ldb;
    }
    b += 32;
    panels += stride;
  }
  if (j == n) return;
  memory.fill(panels, 0, <usize>k << 5);
  copyEdge(b, ldb, panels, 32, k, n - j);
}

/** Packs a stored transpose `[n][k]` (rows `ldb` bytes apart) into the same panels, by 4x4 blocks. */
export function packTransposed(b: usize, ldb: usize, k: i32, n: i32, panels: usize, stride: usize): void {
  for (let j = 0; j < n; j += 4) {
    const p = panels + <usize>(j >> 3) * stride + (<usize>(j & 4) << 2);
    const rest = n - j;
    // Columns that do not exist are read from the last one that does, then cleared below.
    const q1 = rest > 1 ? ldb : 0;
    const q2 = rest > 2 ? ldb << 1 : q1;
    const q3 = rest > 3 ? ldb * 3 : q2;
    let q = b + <usize>j * ldb;
    let t = p;
    const mask = rest < 4 ? v128.load(maskTable + (<usize>rest << 4)) : i32x4.splat(-1);
    let i = 0;
    for (; i + 4 <= k; i += 4) {
      const r0 = v128.load(q);
      const r1 = v128.load(q + q1);
      const r2 = v128.load(q + q2);
      const r3 = v128.load(q + q3);
      const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t0, t2, 0, 2)));
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t0, t2, 1, 3)), 32);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t1, t3, 0, 2)), 64);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t1, t3, 1, 3)), 96);
      t += 128;
      q += 16;
    }
    for (; i < k; i++) {
      store<f32>(t, load<f32>(q));
      store<f32>(t, rest > 1 ? load<f32>(q + q1) : 0, 4);
      store<f32>(t, rest > 2 ? load<f32>(q + q2) : 0, 8);
      store<f32>(t, rest > 3 ? load<f32>(q + q3) : 0, 12);
      t += 32;
      q += 4;
    }
    // The second half of a panel that ends in its first half.
    if (rest <= 4 && !(j & 4)) {
      t = p + 16;
      for (i = 0; i < k; i++) {
        v128.store(t, i32x4.splat(0));
        t += 32;
      }
    }
  }
}

const maskTable = memory.data<i32>([0, 0, 0, 0, -1, 0, 0, 0, -1, -1, 0, 0, -1, -1, -1, 0]);

// @ts-ignore: decorator
@inline
function rowAddress(a: usize, offsets: usize, lda: usize, i: i32): usize {
  return a + (offsets ? <usize>load<u32>(offsets + (<usize>i << 2)) : <usize>i * lda);
}

/** The first (side 0) or past-the-last (side 1) run of row i that is not all padding. */
// @ts-ignore: decorator
@inline
function runsOf(trim: usize, i: i32, side: usize = 0): i32 {
  return <i32>load<u8>(trim + (<usize>i << 1) + side);
}

/** One block of K of rows `m0 .. m1` and every column. */
function block(
  a: usize, offsets: usize, lda: usize, m0: i32, m1: i32, run: usize, rows: i32, jump: usize, trim: usize,
  panels: usize, stride: usize, n: i32, init: usize, stepI: usize, ldi: usize, c: usize, ldc: usize, floor: usize,
): void {
  for (let j = 0; j < n; j += 8) {
    const wide = n - j < 8 ? n - j : 8;
    for (let i = m0; i < m1; i += 4) {
      const high = m1 - i < 4 ? m1 - i : 4;
      // Rows past the end repeat the last one; they are computed in the edge tile and dropped.
      const i1 = min(i + 1, m1 - 1);
      const i2 = min(i + 2, m1 - 1);
      const i3 = min(i + 3, m1 - 1);
      let x = a;
      let b = panels;
      let count = rows;
      if (trim) {
        const first = min(min(runsOf(trim, i), runsOf(trim, i1)), min(runsOf(trim, i2), runsOf(trim, i3)));
        const past = max(
          max(runsOf(trim, i, 1), runsOf(trim, i1, 1)), max(runsOf(trim, i2, 1), runsOf(trim, i3, 1)),
        );
        x += <usize>first * (run + jump);
        b += (<usize>first * run) << 3;
        count = past - first;
      }
      const a0 = rowAddress(x, offsets, lda, i);
      const a1 = rowAddress(x, offsets, lda, i1);
      const a2 = rowAddress(x, offsets, lda, i2);
      const a3 = rowAddress(x, offsets, lda, i3);
      const to = c + <usize>i * ldc;
      const from = init + <usize>i * ldi;
      if (high == 4 && wide == 8) {
        tile(a0, a1, a2, a3, run, count, jump, b, from, ldi, to, ldc, ZEROS, 0, floor);
      } else {
        if (ldi) copyEdge(from, ldi, EDGE, 32, high, wide);
        tile(a0, a1, a2, a3, run, count, jump, b, ldi ? EDGE : from, ldi ? 32 : 0, EDGE, 32, ZEROS, 0, floor);
        copyEdge(EDGE, 32, to, ldc, high, wide);
      }
    }
    panels += stride;
    init += stepI;
    c += 32;
  }
}

/**
 * `C[m][n] = A * B + bias`, B packed in panels. Row i of A starts at `a + offsets[i]` (or `a + i * lda` without offsets) and is
 * `outer` groups, `outerStride` bytes apart, of `rows` runs of `run` bytes that lie `jump` bytes apart.
 * `trim` gives two bytes a row: the first and the past-the-last run that are not all padding.
 */
export function gemm(
  a: usize, offsets: usize, lda: usize, m: i32, run: usize, rows: i32, jump: usize, outer: i32, outerStride: usize,
  trim: usize, panels: usize, n: i32, bias: usize, c: usize, ldc: usize, relu: i32, taskRows: i32,
): void {
  const k = ((<usize>outer * <usize>rows * run) >> 2);
  const stride = k << 5;
  const floor = relu ? ZEROS : NO_FLOOR;
  // Rows of runs in a block, and pieces of a run where one run is already too long.
  let blockRows = rows;
  let piece = run;
  if (<usize>rows * run > WHOLE_K << 2) {
    blockRows = <i32>max<usize>(1, (BLOCK_K << 2) / run);
    if (run > WHOLE_K << 2) {
      const pieces = (run + (BLOCK_K << 2) - 1) / (BLOCK_K << 2);
      piece = ((run >> 2) + pieces - 1) / pieces << 2;
    }
  }
  const whole = blockRows >= rows && outer == 1;
  for (let m0 = 0; m0 < m; m0 += taskRows) {
    const m1 = min(m, m0 + taskRows);
    let init = bias ? bias : ZEROS;
    let stepI: usize = bias ? 32 : 0;
    let ldi: usize = 0;
    let b = panels;
    for (let o = 0; o < outer; o++) {
      for (let r = 0; r < rows; r += blockRows) {
        const count = min(blockRows, rows - r);
        for (let at: usize = 0; at < run; at += piece) {
          const bytes = min(piece, run - at);
          const last = o == outer - 1 && r + count == rows && at + bytes == run;
          block(
            a + <usize>o * outerStride + <usize>r * (run + jump) + at, offsets, lda, m0, m1, bytes, count, run - bytes + jump,
            whole ? trim : 0, b, stride, n, init, stepI, ldi, c, ldc, last ? floor : NO_FLOOR,
          );
          b += (<usize>count * bytes) << 3;
          init = c;
          stepI = 32;
          ldi = ldc;
        }
      }
    }
  }
}

/**
 * `C[m][n] = transpose(A) * B` over `images` times `rows` times `count` positions: row i of C gathers the floats at
 * `a + offsets[i]` (or `a + 4 i` without offsets), one position `stepA` bytes after the other, rows of positions `rowA` and images
 * `imageA` bytes apart, and so for B. B's columns lie in groups of 16, `groupB` bytes apart (64 where rows are plain).
 * `rowsPerBlock` rows of positions are taken at a time, so that 16 rows of A and 16 columns of B stay in the first-level cache.
 * With `accumulate` the product is added to C.
 */
export function gemmTransposed(
  a: usize, offsets: usize, m: i32, stepA: usize, rowA: usize, imageA: usize,
  b: usize, n: i32, stepB: usize, rowB: usize, imageB: usize, groupB: usize,
  count: i32, rows: i32, images: i32, rowsPerBlock: i32, c: usize, ldc: usize, accumulate: i32,
): void {
  const jumpA = rowA - <usize>count * stepA;
  const jumpB = rowB - <usize>count * stepB;
  for (let m0 = 0; m0 < m; m0 += 16) {
    const m1 = min(m, m0 + 16);
    for (let image = 0; image < images; image++) {
      for (let row = 0; row < rows; row += rowsPerBlock) {
        const high = min(rowsPerBlock, rows - row);
        const x = a + <usize>image * imageA + <usize>row * rowA;
        const y = b + <usize>image * imageB + <usize>row * rowB;
        const first = !(image | row | accumulate);
        for (let j = 0; j < n; j += 8) {
          const p = y + <usize>(j >> 4) * groupB + (<usize>(j & 8) << 2);
          const wide = min(8, n - j);
          for (let i = m0; i < m1; i += 4) {
            const a0 = rowAddress(x, offsets, 4, i);
            const a1 = rowAddress(x, offsets, 4, min(i + 1, m1 - 1));
            const a2 = rowAddress(x, offsets, 4, min(i + 2, m1 - 1));
            const a3 = rowAddress(x, offsets, 4, min(i + 3, m1 - 1));
            const tall = min(4, m1 - i);
            const to = c + <usize>i * ldc + (<usize>j << 2);
            if (tall == 4 && wide == 8) {
              tileTransposed(a0, a1, a2, a3, stepA, jumpA, p, stepB, jumpB, count, high, first ? ZEROS : to, first ? 0 : ldc, to, ldc);
            } else {
              if (!first) copyEdge(to, ldc, EDGE, 32, tall, wide);
              tileTransposed(a0, a1, a2, a3, stepA, jumpA, p, stepB, jumpB, count, high, first ? ZEROS : EDGE, first ? 0 : 32, EDGE, 32);
              copyEdge(EDGE, 32, to, ldc, tall, wide);
            }
          }
        }
      }
    }
  }
}

/** `y[n] = x[k] * B[k][n] + bias`: a product with one row. B is streamed once, four of its rows at a time, and not packed. */
export function rowTimesMatrix(x: usize, b: usize, ldb: usize, k: i32, n: i32, bias: usize, y: usize): void {
  if (bias) memory.copy(y, bias, <usize>n << 2);
  else memory.fill(y, 0, <usize>n << 2);
  const end = <usize>(n & ~3) << 2;
  let i = 0;
  for (; i + 4 <= k; i += 4) {
    const x0 = v128.load32_splat(x);
    const x1 = v128.load32_splat(x, 4);
    const x2 = v128.load32_splat(x, 8);
    const x3 = v128.load32_splat(x, 12);
    const b1 = b + ldb;
    const b2 = b1 + ldb;
    const b3 = b2 + ldb;
    let j: usize = 0;
    for (; j < end; j += 16) {
      const s = f32x4.add(f32x4.mul(x0, v128.load(b + j)), f32x4.mul(x1, v128.load(b1 + j)));
      const t = f32x4.add(f32x4.mul(x2, v128.load(b2 + j)), f32x4.mul(x3, v128.load(b3 + j)));
      v128.store(y + j, f32x4.add(v128.load(y + j), f32x4.add(s, t)));
    }
    for (; j < <usize>n << 2; j += 4) {
      const s = load<f32>(x) * load<f32>(b + j) + load<f32>(x, 4) * load<f32>(b1 + j);
      const t = load<f32>(x, 8) * load<f32>(b2 + j) + load<f32>(x, 12) * load<f32>(b3 + j);
      store<f32>(y + j, load<f32>(y + j) + (s + t));
    }
    x += 16;
    b = b3 + ldb;
  }
  for (; i < k; i++) {
    const v = load<f32>(x);
    for (let j: usize = 0; j < <usize>n << 2; j += 4) store<f32>(y + j, load<f32>(y + j) + v * load<f32>(b + j));
    x += 4;
    b += ldb;
  }
}

/** `y[n] = B[n][k] * x[k] + bias`: a product with one column, four dot products at a time. */
export function matrixTimesColumn(b: usize, ldb: usize, x: usize, k: i32, n: i32, bias: usize, y: usize): void {
  for (let j = 0; j < n; j++) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let i: usize = 0;
    const end = <usize>k << 2;
    for (; i + 64 <= end; i += 64) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load(b + i), v128.load(x + i)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(b + i, 16), v128.load(x + i, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(b + i, 32), v128.load(x + i, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(b + i, 48), v128.load(x + i, 48)));
    }
    for (; i + 16 <= end; i += 16) s0 = f32x4.add(s0, f32x4.mul(v128.load(b + i), v128.load(x + i)));
    s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    let sum = f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + (f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3));
    for (; i < end; i += 4) sum += load<f32>(b + i) * load<f32>(x + i);
    store<f32>(y, bias ? sum + load<f32>(bias + (<usize>j << 2)) : sum);
    y += 4;
    b += ldb;
  }
}
