// Images looked up between their pixels, NHWC, float32 or bytes; what comes out is float32. Four channels at a time, and where there
// is but one channel, one.
//
// A part of the output's rows (affineSample) or pixels (gridSample) of one image: move `out`, and say which they are.
import { put } from './lanes';

const enum Mode { constant, nearest, reflect, wrap }

/** Where pixel i of an axis of n pixels is to be found; -1 for one that has the fill value. */
// @ts-ignore: decorator
@inline
function inside(i: i32, n: i32, mode: i32): i32 {
  if (<u32>i < <u32>n) return i;
  if (mode == Mode.constant) return -1;
  if (mode == Mode.nearest) return i < 0 ? 0 : n - 1;
  const period = mode == Mode.reflect ? 2 * n : n;
  i %= period;
  if (i < 0) i += period;
  return i < n ? i : period - 1 - i;
}

/** The address of a pixel, 0 for one that has the fill value. */
// @ts-ignore: decorator
@inline
function address(image: usize, y: i32, x: i32, w: i32, pixel: usize): usize {
  return (y | x) < 0 ? 0 : image + <usize>(y * w + x) * pixel;
}

// @ts-ignore: decorator
@inline
function one(bytes: i32, p: usize, fill: f32): f32 {
  if (p == 0) return fill;
  return bytes ? <f32>load<u8>(p) : load<f32>(p);
}

/** Channels from number k on. */
// @ts-ignore: decorator
@inline
function four(bytes: i32, p: usize, k: usize, fill: f32): v128 {
  if (p == 0) return f32x4.splat(fill);
  if (!bytes) return v128.load(p + (k << 2));
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(p + k))));
}

/** Places beyond this are so far outside that it makes no difference; whole numbers up to it are exact. */
const FAR: f32 = 16777216;

/** One pixel of the output. */
// @ts-ignore: decorator
@inline
function sample(
  bytes: i32, image: usize, out: usize, x: f32, y: f32, h: i32, w: i32, c: i32, nearest: i32, mode: i32, fill: f32,
): void {
  const pixel = <usize>c << (bytes ? 0 : 2);
  x = min(max(x, -FAR), FAR);
  y = min(max(y, -FAR), FAR);
  if (nearest) {
    const p = address(
      image, inside(<i32>f32.nearest(y), h, mode), inside(<i32>f32.nearest(x), w, mode), w, pixel,
    );
    if (c == 1) store<f32>(out, one(bytes, p, fill));
    else for (let k = 0; k < c; k += 4) put(out + (<usize>k << 2), four(bytes, p, k, fill), c - k);
    return;
  }
  const left = floor(x);
  const top = floor(y);
  const i = <i32>left;
  const j = <i32>top;
  let p0: usize, p1: usize, p2: usize, p3: usize;
  if (<u32>i < <u32>(w - 1) && <u32>j < <u32>(h - 1)) {
    p0 = image + <usize>(j * w + i) * pixel;
    p1 = p0 + pixel;
    p2 = p0 + <usize>w * pixel;
    p3 = p2 + pixel;
  } else {
    const i0 = inside(i, w, mode);
    const i1 = inside(i + 1, w, mode);
    const j0 = inside(j, h, mode);
    const j1 = inside(j + 1, h, mode);
    p0 = address(image, j0, i0, w, pixel);
    p1 = address(image, j0, i1, w, pixel);
    p2 = address(image, j1, i0, w, pixel);
    p3 = address(image, j1, i1, w, pixel);
  }
  if (c == 1) {
    const a = one(bytes, p0, fill);
    const b = one(bytes, p2, fill);
    const upper = a + (one(bytes, p1, fill) - a) * (x - left);
    const lower = b + (one(bytes, p3, fill) - b) * (x - left);
    store<f32>(out, upper + (lower - upper) * (y - top));
    return;
  }
  const shareX = f32x4.splat(x - left);
  const shareY = f32x4.splat(y - top);
  for (let k = 0; k < c; k += 4) {
    const a = four(bytes, p0, k, fill);
    const b = four(bytes, p2, k, fill);
    const upper = f32x4.add(a, f32x4.mul(f32x4.sub(four(bytes, p1, k, fill), a), shareX));
    const lower = f32x4.add(b, f32x4.mul(f32x4.sub(four(bytes, p3, k, fill), b), shareX));
    put(out + (<usize>k << 2), f32x4.add(upper, f32x4.mul(f32x4.sub(lower, upper), shareY)), c - k);
  }
}

// @ts-ignore: decorator
@inline
function affine(
  bytes: i32, x: usize, m: usize, out: usize, images: i32, h: i32, w: i32, c: i32, from: i32, past: i32, ow: i32,
  nearest: i32, mode: i32, fill: f32,
): void {
  const step = <usize>c << 2;
  for (; images > 0; images--) {
    for (let oy = from; oy < past; oy++) {
      const bx = load<f32>(m, 4) * <f32>oy;
      const by = load<f32>(m, 16) * <f32>oy;
      for (let ox = 0; ox < ow; ox++) {
        const px = load<f32>(m) * <f32>ox + bx + load<f32>(m, 8);
        const py = load<f32>(m, 12) * <f32>ox + by + load<f32>(m, 20);
        sample(bytes, x, out, px, py, h, w, c, nearest, mode, fill);
        out += step;
      }
    }
    x += (<usize>h * w * c) << (bytes ? 0 : 2);
    m += 24;
  }
}

/** Rows `from` to `past` of each image's output through its matrix of six numbers. */
export function affineSample(
  x: usize, m: usize, out: usize, images: i32, h: i32, w: i32, c: i32, from: i32, past: i32, ow: i32,
  bytes: i32, nearest: i32, mode: i32, fill: f32,
): void {
  if (bytes) affine(1, x, m, out, images, h, w, c, from, past, ow, nearest, mode, fill);
  else affine(0, x, m, out, images, h, w, c, from, past, ow, nearest, mode, fill);
}

// @ts-ignore: decorator
@inline
function grid(
  bytes: i32, x: usize, points: usize, out: usize, images: i32, h: i32, w: i32, c: i32, pixels: i32,
  nearest: i32, mode: i32, fill: f32,
): void {
  for (; images > 0; images--) {
    for (let i = 0; i < pixels; i++) {
      sample(bytes, x, out, load<f32>(points), load<f32>(points, 4), h, w, c, nearest, mode, fill);
      points += 8;
      out += <usize>c << 2;
    }
    x += (<usize>h * w * c) << (bytes ? 0 : 2);
  }
}

/** The next `pixels` pixels of each image's output, at their points. */
export function gridSample(
  x: usize, points: usize, out: usize, images: i32, h: i32, w: i32, c: i32, pixels: i32,
  bytes: i32, nearest: i32, mode: i32, fill: f32,
): void {
  if (bytes) grid(1, x, points, out, images, h, w, c, pixels, nearest, mode, fill);
  else grid(0, x, points, out, images, h, w, c, pixels, nearest, mode, fill);
}
