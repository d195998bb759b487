import { filterLine } from './winogradLines';

// @ts-ignore: decorator
@inline
function transposed4(p: usize, ld: usize, q: usize): void {
  const r0 = v128.load(p);
  const r1 = v128.load(p + ld);
  const r2 = v128.load(p + ld * 2);
  const r3 = v128.load(p + ld * 3);
  const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
  const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
  const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
  const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
  v128.store(q, v128.shuffle<f64>(t0, t2, 0, 2));
  v128.store(q, v128.shuffle<f64>(t0, t2, 1, 3), 32);
  v128.store(q, v128.shuffle<f64>(t1, t3, 0, 2), 64);
  v128.store(q, v128.shuffle<f64>(t1, t3, 1, 3), 96);
}

/** Copies four channels of 8 columns of a tap to `[4][8]`, or of the first 4 of them. */
// @ts-ignore: decorator
@inline
function gather(p: usize, ld: usize, whole: boolean, q: usize): void {
  for (let r: usize = 0; r < 128; r += 32) {
    v128.store(q + r, v128.load(p));
    if (whole) v128.store(q + r, v128.load(p, 16), 16);
    p += ld;
  }
}

/**
 * Transforms columns `first` .. `past` (`first` a multiple of 8) of filters `[taps][taps][c][n]` to planes of panels
 * `[points * points][columns/8][c][8]`, zero padded to 8 columns. With `flipped` the filters are stored as `[taps][taps][n][c]` and
 * turned by half a circle: those of an input gradient. `c` and `n` are multiples of 4.
 * Four input channels of a panel are two whole cache lines. Two panels are read at a time, or each line of the filters would be
 * fetched twice. Scratch memory: `taps * (taps + points)` times 256 bytes.
 */
export function winogradFilter(
  w: usize, c: i32, n: i32, first: i32, past: i32, points: i32, taps: i32, flipped: i32, u: usize, scratch: usize,
): void {
  const panel = <usize>c << 5;
  const plane = <usize>((past - first + 7) >> 3) * panel;
  const tap = <usize>(c * n) << 2;
  const ld = <usize>(flipped ? c : n) << 2;
  let panels = 1;
  for (let f = first; f < past; f += panels << 3) {
    panels = !flipped && past - f >= 16 ? 2 : 1;
    const whole = past - f >= 8;
    // Bytes of a tap, and of a row of taps.
    const unit = <usize>panels << 7;
    const row = <usize>taps * unit;
    const half = scratch + <usize>taps * row;
    if (!whole) memory.fill(scratch, 0, <usize>taps * row);
    for (let k = 0; k < c; k += 4) {
      let q = scratch;
      for (let i = 0; i < taps * taps; i++) {
        if (flipped) {
          const p = w + <usize>(taps * taps - 1 - i) * tap + <usize>f * ld + (<usize>k << 2);
          transposed4(p, ld, q);
          if (whole) transposed4(p + (ld << 2), ld, q + 16);
        } else {
          const p = w + <usize>i * tap + <usize>k * ld + (<usize>f << 2);
          gather(p, ld, whole, q);
          if (panels == 2) gather(p + 32, ld, true, q + 128);
        }
        q += unit;
      }
      for (let j: usize = 0; j < row; j += unit) {
        filterLine(points, taps, scratch + j, row, half + j, row, panels << 3);
      }
      let to = u + (<usize>k << 5);
      for (let i = 0; i < points; i++) {
        const p = half + <usize>i * row;
        filterLine(points, taps, p, unit, to, plane, 8);
        if (panels == 2) filterLine(points, taps, p + 128, unit, to + panel, plane, 8);
        to += <usize>points * plane;
      }
    }
    u += <usize>panels * panel;
  }
}
