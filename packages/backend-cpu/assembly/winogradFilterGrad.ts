// Winograd for the gradient of a filter: for each tap it is a sum over output pixels, so filter and output gradient change places. A
// patch of the input and a 4x4 tile of the output gradient give all taps at once. Transformed tiles lie in channel blocks,
// `[c/16][tiles][16]` a plane, so that a walk over tiles does not fall into a few cache sets.
import { own, ZEROS } from './layout';
import { tileTransposed } from './tile';
import { outputLine } from './winogradLines';

/** Tiles taken at a time: 16 channels and 16 filters of them fill the first-level cache. */
const TILES: i32 = 224;
/** Columns of a block of products: 64 floats. */
const ROW: usize = 256;

/**
 * A block of products: `rows` channels (a multiple of 4) times `columns` filters, at most 64 (rounded up to 8), summed over `tiles`, in
 * each of `count` planes. With `accumulate` they are added to what is there.
 */
function products(
  v: usize, planeV: usize, blockV: usize, rows: i32, d: usize, planeD: usize, blockD: usize, columns: i32,
  tiles: i32, count: i32, m: usize, planeM: usize, accumulate: i32,
): void {
  for (let xi = 0; xi < count; xi++) {
    for (let i0 = 0; i0 < rows; i0 += 16) {
      const i1 = min(rows, i0 + 16);
      for (let first = 0; first < tiles; first += TILES) {
        const high = min(TILES, tiles - first);
        const fresh = !(first | accumulate);
        const skip = <usize>first << 6;
        for (let j = 0; j < columns; j += 8) {
          const b = d + <usize>(j >> 4) * blockD + skip + (<usize>(j & 8) << 2);
          for (let i = i0; i < i1; i += 4) {
            const a = v + <usize>(i >> 4) * blockV + skip + (<usize>(i & 15) << 2);
            const to = m + <usize>i * ROW + (<usize>j << 2);
            tileTransposed(a, a + 4, a + 8, a + 12, 64, 0, b, 64, 0, high, 1, fresh ? ZEROS : to, fresh ? 0 : ROW, to, ROW);
          }
        }
      }
    }
    v += planeV;
    d += planeD;
    m += planeM;
  }
}

/** Transforms such a block back into `taps` x `taps` taps of the filter, `tap` bytes apart, whose rows lie `ld` bytes apart. */
function output(
  m: usize, plane: usize, rows: i32, columns: i32, points: i32, taps: i32, grad: usize, tap: usize, ld: usize, scratch: usize,
): void {
  const halfRow = <usize>points << 6;
  for (let k = 0; k < rows; k++) {
    for (let f = 0; f < columns; f += 16) {
      const vectors = min(16, columns - f) >> 2;
      const at = <usize>f << 2;
      let p = m + at;
      for (let j = 0; j < points; j++) {
        outputLine(points, taps, p, <usize>points * plane, scratch + (<usize>j << 6), halfRow, vectors);
        p += plane;
      }
      let q = grad + at;
      for (let i = 0; i < taps; i++) {
        outputLine(points, taps, scratch + <usize>i * halfRow, 64, q, tap, vectors);
        q += <usize>taps * tap;
      }
    }
    m += ROW;
    grad += ld;
  }
}

/**
 * A block of the gradient: `rows` channels times `columns` filters. The products are summed at `m`, `strideM` bytes further on for each thread;
 * those of the last tiles (`last`) are transformed into the gradient.
 */
export function winogradFilterBlock(
  v: usize, planeV: usize, blockV: usize, rows: i32, d: usize, planeD: usize, blockD: usize, columns: i32,
  tiles: i32, points: i32, taps: i32, m: usize, planeM: usize, strideM: usize, accumulate: i32, last: i32,
  grad: usize, tap: usize, ld: usize, scratch: usize, stride: usize,
): void {
  m = own(m, strideM);
  products(v, planeV, blockV, rows, d, planeD, blockD, columns, tiles, points * points, m, planeM, accumulate);
  if (last) output(m, planeM, rows, columns, points, taps, grad, tap, ld, own(scratch, stride));
}
