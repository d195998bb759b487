// Winograd convolution of stride 1: `size` x `size` outputs from `points` x `points` inputs, points = size + taps - 1. Inputs, weights and
// products live transformed, as `points * points` planes; in between lie as many matrix products. Planes are `plane` bytes apart.
import { NO_FLOOR, ZEROS } from './layout';
import { tile, tileProduct } from './tile';
import { filterLine, inputLine, lastOutputLine, outputLine } from './winogradLines';

/** Where the two halves of the 8 KiB of scratch memory lie: a patch and a half-transformed patch of up to 8x8 pixels of 16 channels. */
const HALF: usize = 4096;
/** Floats of K that one tile walks at most, as in gemm.ts. */
const BLOCK_K: usize = 512;
const WHOLE_K: usize = 768;

/** `side` x `side` pixels of up to 16 channels, the first at (y, x) of the image, zeros outside of it: 64 bytes a pixel. */
function gatherPatch(image: usize, h: i32, w: i32, pixel: usize, y: i32, x: i32, side: i32, vectors: i32, patch: usize): void {
  const bytes = <usize>vectors << 4;
  for (let i = y; i < y + side; i++) {
    for (let j = x; j < x + side; j++) {
      if (<u32>i < <u32>h && <u32>j < <u32>w) {
        const p = image + <usize>(i * w + j) * pixel;
        for (let b: usize = 0; b < bytes; b += 16) v128.store(patch + b, v128.load(p + b));
      } else {
        for (let b: usize = 0; b < bytes; b += 16) v128.store(patch + b, i32x4.splat(0));
      }
      patch += 64;
    }
  }
}

// @ts-ignore: decorator
@inline
function line(side: i32, points: i32, p: usize, s: usize, q: usize, t: usize, vectors: i32): void {
  if (side == points) inputLine(points, p, s, q, t, vectors);
  else filterLine(points, side, p, s, q, t, vectors);
}

/**
 * Transforms patches of NHWC images, of `side` x `side` pixels and `size` pixels apart, to `points` x `points` planes: as inputs if `side` is
 * `points`, else as filters, which is what output gradients are to a filter's gradient. Tiles `first` .. `past` are meant, numbered
 * along rows, `across` to a row, `down` rows to an image. In a plane tiles lie `tile` bytes and blocks of 16 channels `block` bytes apart.
 * `c` is a multiple of 4.
 */
export function winogradInput(
  x: usize, h: i32, w: i32, c: i32, top: i32, left: i32, side: i32, points: i32, down: i32, across: i32, size: i32,
  first: i32, past: i32, v: usize, plane: usize, tile: usize, block: usize, scratch: usize,
): void {
  const pixel = <usize>c << 2;
  const half = scratch + HALF;
  const halfRow = <usize>side << 6;
  let tx = first % across;
  let ty = (first / across) % down;
  let image = x + <usize>(first / across / down) * <usize>(h * w) * pixel;
  for (let i = first; i < past; i++) {
    const y0 = ty * size - top;
    const x0 = tx * size - left;
    const inside = y0 >= 0 && x0 >= 0 && y0 + side <= h && x0 + side <= w;
    let to = v;
    for (let k = 0; k < c; k += 16) {
      const vectors = min(16, c - k) >> 2;
      const at = <usize>k << 2;
      let p = scratch;
      let row = halfRow;
      let step: usize = 64;
      if (inside) {
        p = image + <usize>(y0 * w + x0) * pixel + at;
        row = <usize>w * pixel;
        step = pixel;
      } else gatherPatch(image + at, h, w, pixel, y0, x0, side, vectors, scratch);
      for (let j = 0; j < side; j++) {
        line(side, points, p, row, half + (<usize>j << 6), halfRow, vectors);
        p += step;
      }
      let q = to;
      for (let j = 0; j < points; j++) {
        line(side, points, half + <usize>j * halfRow, 64, q, plane, vectors);
        q += <usize>points * plane;
      }
      to += block;
    }
    v += tile;
    if (++tx == across) {
      tx = 0;
      if (++ty == down) {
        ty = 0;
        image += <usize>(h * w) * pixel;
      }
    }
  }
}

/**
 * The products of `tiles` tiles: planes `[tiles][c]` times planes of panels `[columns/8][c][8]`, to planes `[tiles][columns]`, with
 * tiles and columns rounded up to 4 and 8. The up to three tiles read past the last one may hold anything.
 */
export function winogradProducts(
  v: usize, planeV: usize, tiles: i32, c: i32, u: usize, columns: i32, points: i32, m: usize, planeM: usize,
): void {
  const lda = <usize>c << 2;
  const ldc = <usize>((columns + 7) & ~7) << 2;
  const block = <usize>c > WHOLE_K ? BLOCK_K << 2 : lda;
  for (let xi = 0; xi < points * points; xi++) {
    for (let j: usize = 0; j < ldc; j += 32) {
      for (let k: usize = 0; k < lda; k += block) {
        const run = min(block, lda - k);
        for (let i = 0; i < tiles; i += 4) {
          const a = v + k + <usize>i * lda;
          const to = m + <usize>i * ldc + j;
          if (k) tile(a, a + lda, a + lda * 2, a + lda * 3, run, 1, 0, u, to, ldc, to, ldc, ZEROS, 0, NO_FLOOR);
          else tileProduct(a, lda, run, u, to, ldc);
        }
        u += run << 3;
      }
    }
    v += planeV;
    m += planeM;
  }
}

/** Stores the part of a `size` x `size` patch of 64-byte pixels that lies inside the output. */
function storePatch(patch: usize, size: i32, high: i32, wide: i32, vectors: i32, out: usize, pixel: usize, row: usize): void {
  const bytes = <usize>vectors << 4;
  for (let i = 0; i < high; i++) {
    for (let j = 0; j < wide; j++) {
      const p = patch + (<usize>(i * size + j) << 6);
      const q = out + <usize>i * row + <usize>j * pixel;
      for (let b: usize = 0; b < bytes; b += 16) v128.store(q + b, v128.load(p + b));
    }
  }
}

/** Loads the part of a patch that lies inside the output; the rest keeps what it had, and goes nowhere. */
function loadPatch(p: usize, high: i32, wide: i32, vectors: i32, pixel: usize, row: usize, size: i32, patch: usize): void {
  const bytes = <usize>vectors << 4;
  for (let i = 0; i < high; i++) {
    for (let j = 0; j < wide; j++) {
      const q = patch + (<usize>(i * size + j) << 6);
      const from = p + <usize>i * row + <usize>j * pixel;
      for (let b: usize = 0; b < bytes; b += 16) v128.store(q + b, v128.load(from + b));
    }
  }
}

/**
 * Transforms the products of tiles `first` .. `past`, planes of rows of `columns` (a multiple of 4, rows rounded up to 8), back into
 * `columns` channels of the output, whose pixels lie `pixel` bytes apart, with their bias, residual (laid out as the output) and ReLU.
 */
export function winogradOutput(
  m: usize, plane: usize, columns: i32, points: i32, size: i32, first: i32, past: i32,
  out: usize, pixel: usize, oh: i32, ow: i32, down: i32, across: i32, bias: usize, residual: usize, relu: i32, scratch: usize,
): void {
  const floor = relu ? ZEROS : NO_FLOOR;
  const ldm = <usize>((columns + 7) & ~7) << 2;
  const half = scratch + HALF;
  const halfRow = <usize>points << 6;
  const row = <usize>ow * pixel;
  for (let tileIndex = first; tileIndex < past; tileIndex++) {
    const x0 = (tileIndex % across) * size;
    const y0 = ((tileIndex / across) % down) * size;
    const corner = out + (<usize>(tileIndex / across / down) * <usize>oh + <usize>y0) * row + <usize>x0 * pixel;
    const high = min(size, oh - y0);
    const wide = min(size, ow - x0);
    const inside = high == size && wide == size;
    for (let k = 0; k < columns; k += 16) {
      const vectors = min(16, columns - k) >> 2;
      const at = <usize>k << 2;
      let p = m + at;
      for (let j = 0; j < points; j++) {
        outputLine(points, size, p, <usize>points * plane, half + (<usize>j << 6), halfRow, vectors);
        p += plane;
      }
      const to = inside ? corner + at : scratch;
      const stepRow = inside ? row : <usize>size << 6;
      const step = inside ? pixel : 64;
      const add = bias ? bias + at : ZEROS;
      let r = ZEROS;
      if (residual) {
        r = residual + (corner - out) + at;
        if (!inside) {
          // Each lies where its result will, and is read just before that is written.
          loadPatch(r, high, wide, vectors, pixel, row, size, scratch);
          r = scratch;
        }
      }
      const rowR = residual ? stepRow : 0;
      const stepR = residual ? step : 0;
      for (let i = 0; i < size; i++) {
        const p = half + <usize>i * halfRow;
        lastOutputLine(points, size, p, 64, to + <usize>i * stepRow, step, vectors, add, r, stepR, floor);
        r += rowR;
      }
      if (!inside) storePatch(scratch, size, high, wide, vectors, corner + at, pixel, row);
    }
    m += ldm;
  }
}
