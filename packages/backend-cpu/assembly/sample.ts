// Images looked up between their pixels, NHWC, float32 or bytes; what comes out is float32. The places of four output pixels are worked
// out together; then each is made of its four neighbours, four channels at a time.
//
// A part of the output's rows (affineSample) or pixels (gridSample) of one image: move `out`, and say which they are.
import { put } from './lanes';

const enum Mode { constant, nearest, reflect, wrap }

/** Places beyond this are so far outside that it makes no difference; whole numbers up to it are exact. */
const FAR: f32 = 16777216;

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

/** Four channels from number k on; the fill value at address 0. Inputs may be read past their end. */
// @ts-ignore: decorator
@inline
function channels(bytes: i32, p: usize, k: usize, fill: f32): v128 {
  if (p == 0) return f32x4.splat(fill);
  if (!bytes) return v128.load(p + (k << 2));
  return f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(p + k))));
}

/** a + (b - a) share: exactly a where the share is 0. */
// @ts-ignore: decorator
@inline
function lerp(a: v128, b: v128, share: v128): v128 {
  return f32x4.add(a, f32x4.mul(f32x4.sub(b, a), share));
}

/** One pixel of the output from its four neighbours. */
// @ts-ignore: decorator
@inline
function blend(
  bytes: i32, p0: usize, p1: usize, p2: usize, p3: usize, out: usize, sx: v128, sy: v128, c: i32, fill: f32, isLast: bool,
): void {
  for (let k = 0; k < c; k += 4) {
    const upper = lerp(channels(bytes, p0, k, fill), channels(bytes, p1, k, fill), sx);
    const lower = lerp(channels(bytes, p2, k, fill), channels(bytes, p3, k, fill), sx);
    write(out + (<usize>k << 2), lerp(upper, lower, sy), c - k, isLast);
  }
}

/** Four channels, some of which may belong to the next pixel: it comes later and overwrites them, unless this is the last of a part. */
// @ts-ignore: decorator
@inline
function write(out: usize, v: v128, left: i32, isLast: bool): void {
  if (isLast) put(out, v, left);
  else v128.store(out, v);
}

/** One pixel of the output, wherever its place is. */
// @ts-ignore: decorator
@inline
function anywhere(
  bytes: i32, image: usize, out: usize, x: f32, y: f32, h: i32, w: i32, c: i32, nearest: i32, mode: i32, fill: f32,
): void {
  const pixel = <usize>c << (bytes ? 0 : 2);
  x = min(max(x, -FAR), FAR);
  y = min(max(y, -FAR), FAR);
  const left = nearest ? f32.nearest(x) : floor(x);
  const top = nearest ? f32.nearest(y) : floor(y);
  const i0 = inside(<i32>left, w, mode);
  const j0 = inside(<i32>top, h, mode);
  const p = address(image, j0, i0, w, pixel);
  if (nearest) {
    for (let k = 0; k < c; k += 4) put(out + (<usize>k << 2), channels(bytes, p, k, fill), c - k);
    return;
  }
  const i1 = inside(<i32>left + 1, w, mode);
  const j1 = inside(<i32>top + 1, h, mode);
  blend(
    bytes, p, address(image, j0, i1, w, pixel), address(image, j1, i0, w, pixel), address(image, j1, i1, w, pixel),
    out, f32x4.splat(x - left), f32x4.splat(y - top), c, fill, true,
  );
}

/** The values of one channel at four addresses. */
// @ts-ignore: decorator
@inline
function each(bytes: i32, p: v128, offset: usize): v128 {
  const p0 = <usize>i32x4.extract_lane(p, 0) + offset;
  const p1 = <usize>i32x4.extract_lane(p, 1) + offset;
  const p2 = <usize>i32x4.extract_lane(p, 2) + offset;
  const p3 = <usize>i32x4.extract_lane(p, 3) + offset;
  if (bytes) return f32x4.convert_i32x4_u(i32x4(load<u8>(p0), load<u8>(p1), load<u8>(p2), load<u8>(p3)));
  return v128.load32_lane(p3, v128.load32_lane(p2, v128.load32_lane(p1, v128.load32_zero(p0), 1), 2), 3);
}

/** One of four pixels whose neighbours all lie inside, the first of them at p. */
// @ts-ignore: decorator
@inline
function within(
  bytes: i32, p: usize, out: usize, sx: v128, sy: v128, row: usize, pixel: usize, c: i32, nearest: i32, isLast: bool,
): void {
  if (!nearest) {
    blend(bytes, p, p + pixel, p + row, p + row + pixel, out, sx, sy, c, 0, isLast);
    return;
  }
  for (let k = 0; k < c; k += 4) write(out + (<usize>k << 2), channels(bytes, p, k, 0), c - k, isLast);
}

/** Up to four pixels of the output, side by side; whether they are the last of a part. */
// @ts-ignore: decorator
@inline
function group(
  bytes: i32, image: usize, out: usize, x: v128, y: v128, count: i32, h: i32, w: i32, c: i32,
  nearest: i32, mode: i32, fill: f32, isLast: bool,
): void {
  const pixel = <usize>c << (bytes ? 0 : 2);
  const step = <usize>c << 2;
  const left = nearest ? f32x4.nearest(x) : f32x4.floor(x);
  const top = nearest ? f32x4.nearest(y) : f32x4.floor(y);
  const zero = f32x4.splat(0);
  // The neighbours to the right and below count unless the pixel itself is meant.
  const isInside = v128.and(
    v128.and(f32x4.ge(left, zero), f32x4.lt(left, f32x4.splat(<f32>(w - 1 + nearest)))),
    v128.and(f32x4.ge(top, zero), f32x4.lt(top, f32x4.splat(<f32>(h - 1 + nearest)))),
  );
  if (count < 4 || !i32x4.all_true(isInside)) {
    for (; count > 0; count--) {
      anywhere(bytes, image, out, f32x4.extract_lane(x, 0), f32x4.extract_lane(y, 0), h, w, c, nearest, mode, fill);
      x = v128.shuffle<f32>(x, x, 1, 2, 3, 3);
      y = v128.shuffle<f32>(y, y, 1, 2, 3, 3);
      out += step;
    }
    return;
  }
  const number = i32x4.add(i32x4.mul(i32x4.trunc_sat_f32x4_s(top), i32x4.splat(w)), i32x4.trunc_sat_f32x4_s(left));
  const p = i32x4.add(i32x4.mul(number, i32x4.splat(pixel)), i32x4.splat(image));
  const sx = f32x4.sub(x, left);
  const sy = f32x4.sub(y, top);
  const row = <usize>w * pixel;
  if (c == 1) {
    let v = each(bytes, p, 0);
    if (!nearest) v = lerp(lerp(v, each(bytes, p, pixel), sx), lerp(each(bytes, p, row), each(bytes, p, row + pixel), sx), sy);
    v128.store(out, v);
    return;
  }
  const s = v128.shuffle<f32>(sx, sx, 0, 0, 0, 0);
  within(bytes, i32x4.extract_lane(p, 0), out, s, v128.shuffle<f32>(sy, sy, 0, 0, 0, 0), row, pixel, c, nearest, false);
  const s1 = v128.shuffle<f32>(sx, sx, 1, 1, 1, 1);
  within(bytes, i32x4.extract_lane(p, 1), out + step, s1, v128.shuffle<f32>(sy, sy, 1, 1, 1, 1), row, pixel, c, nearest, false);
  const s2 = v128.shuffle<f32>(sx, sx, 2, 2, 2, 2);
  within(bytes, i32x4.extract_lane(p, 2), out + 2 * step, s2, v128.shuffle<f32>(sy, sy, 2, 2, 2, 2), row, pixel, c, nearest, false);
  const s3 = v128.shuffle<f32>(sx, sx, 3, 3, 3, 3);
  within(bytes, i32x4.extract_lane(p, 3), out + 3 * step, s3, v128.shuffle<f32>(sy, sy, 3, 3, 3, 3), row, pixel, c, nearest, isLast);
}

function ofFloats(
  image: usize, out: usize, x: v128, y: v128, count: i32, h: i32, w: i32, c: i32, nearest: i32, mode: i32, fill: f32, isLast: bool,
): void {
  group(0, image, out, x, y, count, h, w, c, nearest, mode, fill, isLast);
}

function ofBytes(
  image: usize, out: usize, x: v128, y: v128, count: i32, h: i32, w: i32, c: i32, nearest: i32, mode: i32, fill: f32, isLast: bool,
): void {
  group(1, image, out, x, y, count, h, w, c, nearest, mode, fill, isLast);
}

/** Rows `from` to `past` of each image's output through its matrix of six numbers. */
export function affineSample(
  x: usize, m: usize, out: usize, images: i32, h: i32, w: i32, c: i32, from: i32, past: i32, ow: i32,
  bytes: i32, nearest: i32, mode: i32, fill: f32,
): void {
  for (; images > 0; images--) {
    const ax = v128.load32_splat(m);
    const bx = v128.load32_splat(m, 4);
    const cx = v128.load32_splat(m, 8);
    const ay = v128.load32_splat(m, 12);
    const by = v128.load32_splat(m, 16);
    const cy = v128.load32_splat(m, 20);
    for (let i = from; i < past; i++) {
      const oy = f32x4.splat(<f32>i);
      for (let j = 0; j < ow; j += 4) {
        const ox = f32x4.add(f32x4.splat(<f32>j), f32x4(0, 1, 2, 3));
        const px = f32x4.add(f32x4.add(f32x4.mul(ax, ox), f32x4.mul(bx, oy)), cx);
        const py = f32x4.add(f32x4.add(f32x4.mul(ay, ox), f32x4.mul(by, oy)), cy);
        const isLast = images == 1 && i == past - 1 && j + 4 >= ow;
        if (bytes) ofBytes(x, out, px, py, min(4, ow - j), h, w, c, nearest, mode, fill, isLast);
        else ofFloats(x, out, px, py, min(4, ow - j), h, w, c, nearest, mode, fill, isLast);
        out += <usize>(min(4, ow - j) * c) << 2;
      }
    }
    x += (<usize>h * w * c) << (bytes ? 0 : 2);
    m += 24;
  }
}

/** The next `pixels` pixels of each image's output, at their points. */
export function gridSample(
  x: usize, points: usize, out: usize, images: i32, h: i32, w: i32, c: i32, pixels: i32,
  bytes: i32, nearest: i32, mode: i32, fill: f32,
): void {
  for (; images > 0; images--) {
    for (let i = 0; i < pixels; i += 4) {
      const a = v128.load(points);
      const b = v128.load(points, 16);
      const px = v128.shuffle<f32>(a, b, 0, 2, 4, 6);
      const py = v128.shuffle<f32>(a, b, 1, 3, 5, 7);
      const count = min(4, pixels - i);
      const isLast = images == 1 && i + 4 >= pixels;
      if (bytes) ofBytes(x, out, px, py, count, h, w, c, nearest, mode, fill, isLast);
      else ofFloats(x, out, px, py, count, h, w, c, nearest, mode, fill, isLast);
      points += <usize>count << 3;
      out += <usize>(count * c) << 2;
    }
    x += (<usize>h * w * c) << (bytes ? 0 : 2);
  }
}
