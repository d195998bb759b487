import { edge, edgeResidual, NO_FLOOR, ZEROS } from './layout';
import { copyEdge, rowAddress } from './rows';
import { tile } from './tile';

/** Floats of K that one tile walks at most: a panel of 8 x 512 floats (16 KiB) stays in the first-level cache. */
const BLOCK_K: usize = 512;
/** Below this, K is not blocked. */
const WHOLE_K: usize = 768;

/** The first (side 0) or past-the-last (side 1) run of row i that is not all padding. */
// @ts-ignore: decorator
@inline
function runsOf(trim: usize, i: i32, side: usize = 0): i32 {
  return <i32>load<u8>(trim + (<usize>i << 1) + side);
}

/** One block of K of rows `m0 .. m1` and every column. */
function block(
  a: usize, offsets: usize, lda: usize, m0: i32, m1: i32, run: usize, rows: i32, jump: usize, trim: usize,
  panels: usize, stride: usize, n: i32, init: usize, stepI: usize, ldi: usize, residual: usize, c: usize, ldc: usize, floor: usize,
): void {
  for (let j = 0; j < n; j += 8) {
    const wide = min(8, n - j);
    for (let i = m0; i < m1; i += 4) {
      const high = min(4, m1 - i);
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
      // A matrix narrower than a tile: all 8 lanes are stored, and the next row, which comes later, overwrites the spill.
      const spill = ldc == <usize>n << 2 && n < 8 && !ldi && (m1 - i - 3) * n >= 8;
      if (spill || (high == 4 && wide == 8)) {
        const add = residual ? residual + <usize>i * ldc : ZEROS;
        tile(a0, a1, a2, a3, run, count, jump, b, from, ldi, to, ldc, add, residual ? ldc : 0, floor);
      } else {
        if (ldi) copyEdge(from, ldi, edge, 32, high, wide);
        if (residual) copyEdge(residual + <usize>i * ldc, ldc, edgeResidual, 32, high, wide);
        const add = residual ? edgeResidual : ZEROS;
        tile(a0, a1, a2, a3, run, count, jump, b, ldi ? edge : from, ldi ? 32 : 0, edge, 32, add, residual ? 32 : 0, floor);
        copyEdge(edge, 32, to, ldc, high, wide);
      }
    }
    panels += stride;
    init += stepI;
    if (residual) residual += 32;
    c += 32;
  }
}

/**
 * `C[m][n] = A * B + bias + residual`, B packed in panels, the residual (or 0) laid out as C. Row i of A starts at `a + offsets[i]` (or `a + i * lda` without offsets) and is
 * `outer` groups, `outerStride` bytes apart, of `rows` runs of `run` bytes that lie `jump` bytes apart.
 * `trim` gives two bytes a row: the first and the past-the-last run that are not all padding.
 */
export function gemm(
  a: usize, offsets: usize, lda: usize, m: i32, run: usize, rows: i32, jump: usize, outer: i32, outerStride: usize,
  trim: usize, panels: usize, n: i32, bias: usize, residual: usize, c: usize, ldc: usize, relu: i32, taskRows: i32,
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
            whole ? trim : 0, b, stride, n, init, stepI, ldi, last ? residual : 0, c, ldc, last ? floor : NO_FLOOR,
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
