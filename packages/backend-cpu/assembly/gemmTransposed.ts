import { edge, ZEROS } from './layout';
import { copyEdge, rowAddress } from './rows';
import { tileTransposed } from './tile';

/**
 * `C[m][n] = transpose(A) * B` over `images` times `rows` times `count` positions: row i of C gathers the floats at
 * `a + offsets[i]` (or `a + 4 i` without offsets), one position `stepA` bytes after the other, rows of positions `rowA` and images
 * `imageA` bytes apart, and so for B.
 * `rowsPerBlock` rows of positions are taken at a time, so that 16 rows of A and 16 columns of B stay in the first-level cache.
 * With `accumulate` the product is added to C.
 */
export function gemmTransposed(
  a: usize, offsets: usize, m: i32, stepA: usize, rowA: usize, imageA: usize,
  b: usize, n: i32, stepB: usize, rowB: usize, imageB: usize,
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
          const p = y + (<usize>j << 2);
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
              if (!first) copyEdge(to, ldc, edge, 32, tall, wide);
              tileTransposed(a0, a1, a2, a3, stepA, jumpA, p, stepB, jumpB, count, high, first ? ZEROS : edge, first ? 0 : 32, edge, 32);
              copyEdge(edge, 32, to, ldc, tall, wide);
            }
          }
        }
      }
    }
  }
}
