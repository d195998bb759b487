import { edge, edgeResidual, NO_FLOOR, ZEROS } from './layout';
import { copyEdge } from './rows';
import { tileSkipping } from './tile';

/**
 * Correlation of a batch of small images: the four rows of a tile are one output pixel of four images, so all four see the same
 * padding, and exactly the taps outside the image are left out. Nothing is copied. The panels `[n/8][kh][kw][c][8]` are read
 * once a pixel, so they must fit the cache. Every window must meet its image.
 */
export function perImage(
  x: usize, images: i32, h: i32, w: i32, pixel: usize, panels: usize, kh: i32, kw: i32, sh: i32, sw: i32, dh: i32,
  top: i32, left: i32, oh: i32, ow: i32, n: i32, bias: usize, residual: usize, out: usize, relu: i32,
): void {
  const image = <usize>(h * w) * pixel;
  const row = <usize>w * pixel;
  const ldc = <usize>(oh * ow * n) << 2;
  const stride = (<usize>(kh * kw) * pixel) << 3;
  const floor = relu ? ZEROS : NO_FLOOR;
  for (let first = 0; first < images; first += 4) {
    const high = min(4, images - first);
    const x1 = high > 1 ? image : 0;
    const x2 = high > 2 ? image << 1 : x1;
    const x3 = high > 3 ? image * 3 : x2;
    let c = out + <usize>first * ldc;
    let rest = oh * ow * n;
    for (let y = 0; y < oh; y++) {
      const y0 = y * sh - top;
      const i0 = y0 < 0 ? (dh - 1 - y0) / dh : 0;
      const i1 = min(kh, (h - 1 - y0) / dh + 1);
      for (let q = 0; q < ow; q++) {
        const at = q * sw - left;
        const j0 = max(0, -at);
        const j1 = min(kw, w - at);
        const run = <usize>(j1 - j0) * pixel;
        const a = x + <usize>first * image + <usize>(y0 + i0 * dh) * row + <usize>(at + j0) * pixel;
        let b = panels + ((<usize>(i0 * kw + j0) * pixel) << 3);
        const skip = (<usize>(kw - (j1 - j0)) * pixel) << 3;
        const jump = <usize>dh * row - run;
        for (let j = 0; j < n; j += 8) {
          const init = bias ? bias + (<usize>j << 2) : ZEROS;
          const wide = min(8, n - j);
          // Lanes past the last filter spill into the next pixel, which comes later; the last pixels have none after them.
          if (high == 4 && (wide == 8 || rest >= 8)) {
            const add = residual ? residual + (c - out) : ZEROS;
            tileSkipping(a, a + x1, a + x2, a + x3, run, i1 - i0, jump, b, skip, init, 0, c, ldc, add, residual ? ldc : 0, floor);
          } else {
            if (residual) copyEdge(residual + (c - out), ldc, edgeResidual, 32, high, wide);
            const add = residual ? edgeResidual : ZEROS;
            tileSkipping(a, a + x1, a + x2, a + x3, run, i1 - i0, jump, b, skip, init, 0, edge, 32, add, residual ? 32 : 0, floor);
            copyEdge(edge, 32, c, ldc, high, wide);
          }
          b += stride;
          c += <usize>wide << 2;
          rest -= wide;
        }
      }
    }
  }
}
