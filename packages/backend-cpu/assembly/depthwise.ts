// Depthwise convolution, one filter a channel: four channels at a time along the last axis.
import { put } from './lanes';

/** The first tap that lies at or after coordinate 0 when tap 0 lies at `at`. */
// @ts-ignore: decorator
@inline
function firstTap(at: i32, dilation: i32): i32 {
  return at < 0 ? (dilation - 1 - at) / dilation : 0;
}

/** Past the last of `taps` taps that lies before `size`. */
// @ts-ignore: decorator
@inline
function lastTap(at: i32, dilation: i32, taps: i32, size: i32): i32 {
  return at >= size ? 0 : min(taps, (size - 1 - at) / dilation + 1);
}

/** x [n,h,w,c] with w [kh,kw,c] to out [n,oh,ow,c], bias [c] or 0. */
export function depthwise(
  x: usize, weights: usize, bias: usize, out: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, dh: i32, dw: i32,
): void {
  const pixel = <usize>c << 2;
  for (let n = 0; n < images; n++) {
    for (let y = 0; y < oh; y++) {
      const y0 = y * sh - top;
      const i0 = firstTap(y0, dh);
      const i1 = lastTap(y0, dh, kh, h);
      for (let q = 0; q < ow; q++) {
        const x0 = q * sw - left;
        const j0 = firstTap(x0, dw);
        const j1 = lastTap(x0, dw, kw, w);
        const start = x + <usize>((y0 + i0 * dh) * w + x0 + j0 * dw) * pixel;
        const filter = weights + <usize>(i0 * kw + j0) * pixel;
        let k = 0;
        for (; k + 8 <= c; k += 8) {
          const at = <usize>k << 2;
          let s = bias ? v128.load(bias + at) : f32x4.splat(0);
          let t = bias ? v128.load(bias + at, 16) : f32x4.splat(0);
          let p = start + at;
          let f = filter + at;
          for (let i = i0; i < i1; i++) {
            let a = p;
            let b = f;
            for (let j = j0; j < j1; j++) {
              s = f32x4.add(s, f32x4.mul(v128.load(a), v128.load(b)));
              t = f32x4.add(t, f32x4.mul(v128.load(a, 16), v128.load(b, 16)));
              a += <usize>dw * pixel;
              b += pixel;
            }
            p += <usize>(dh * w) * pixel;
            f += <usize>kw * pixel;
          }
          v128.store(out + at, s);
          v128.store(out + at, t, 16);
        }
        for (; k < c; k += 4) {
          let s = bias ? v128.load(bias + (<usize>k << 2)) : f32x4.splat(0);
          let p = start + (<usize>k << 2);
          let f = filter + (<usize>k << 2);
          for (let i = i0; i < i1; i++) {
            let a = p;
            let b = f;
            for (let j = j0; j < j1; j++) {
              s = f32x4.add(s, f32x4.mul(v128.load(a), v128.load(b)));
              a += <usize>dw * pixel;
              b += pixel;
            }
            p += <usize>(dh * w) * pixel;
            f += <usize>kw * pixel;
          }
          put(out + (<usize>k << 2), s, c - k);
        }
        out += pixel;
      }
    }
    x += <usize>(h * w) * pixel;
  }
}

/** dy [n,oh,ow,c] with w [kh,kw,c] to dx [n,h,w,c]. */
export function depthwiseInputGrad(
  dy: usize, weights: usize, dx: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, dh: i32, dw: i32,
): void {
  const pixel = <usize>c << 2;
  for (let n = 0; n < images; n++) {
    for (let y = 0; y < h; y++) {
      for (let q = 0; q < w; q++) {
        memory.fill(dx, 0, pixel);
        for (let i = 0; i < kh; i++) {
          const r = y + top - i * dh;
          if (r < 0 || r >= oh * sh || r % sh) continue;
          for (let j = 0; j < kw; j++) {
            const t = q + left - j * dw;
            if (t < 0 || t >= ow * sw || t % sw) continue;
            const p = dy + <usize>(r / sh * ow + t / sw) * pixel;
            const f = weights + <usize>(i * kw + j) * pixel;
            for (let k: usize = 0; k < pixel; k += 16) {
              const s = f32x4.add(v128.load(dx + k), f32x4.mul(v128.load(p + k), v128.load(f + k)));
              put(dx + k, s, <i32>((pixel - k) >> 2));
            }
          }
        }
        dx += pixel;
      }
    }
    dy += <usize>(oh * ow) * pixel;
  }
}

/** x [n,h,w,c] and dy [n,oh,ow,c] to the gradient [kh,kw,c] of the filter. */
export function depthwiseFilterGrad(
  x: usize, dy: usize, grad: usize, images: i32, h: i32, w: i32, c: i32, oh: i32, ow: i32,
  kh: i32, kw: i32, sh: i32, sw: i32, top: i32, left: i32, dh: i32, dw: i32,
): void {
  const pixel = <usize>c << 2;
  for (let i = 0; i < kh; i++) {
    for (let j = 0; j < kw; j++) {
      const x0 = j * dw - left;
      // The output columns whose tap j lies inside the image.
      const q0 = x0 < 0 ? (sw - 1 - x0) / sw : 0;
      const q1 = x0 >= w ? 0 : min(ow, (w - 1 - x0) / sw + 1);
      for (let k = 0; k < c; k += 4) {
        let total = f32x4.splat(0);
        for (let n = 0; n < images; n++) {
          let s = f32x4.splat(0);
          for (let y = 0; y < oh; y++) {
            const r = y * sh - top + i * dh;
            if (r < 0 || r >= h) continue;
            let p = x + <usize>((n * h + r) * w + x0 + q0 * sw) * pixel + (<usize>k << 2);
            let d = dy + <usize>((n * oh + y) * ow + q0) * pixel + (<usize>k << 2);
            for (let q = q0; q < q1; q++) {
              s = f32x4.add(s, f32x4.mul(v128.load(p), v128.load(d)));
              p += <usize>sw * pixel;
              d += pixel;
            }
          }
          total = f32x4.add(total, s);
        }
        put(grad + (<usize>k << 2), total, c - k);
      }
      grad += pixel;
    }
  }
}
