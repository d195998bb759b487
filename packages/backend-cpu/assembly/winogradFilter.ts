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

/**
 * Transforms columns `first` .. `past` (`first` a multiple of 8) of filters `[taps][taps][c][n]` to planes of panels
 * `[points * points][columns/8][c][8]`, zero padded to 8 columns. With `flipped` the filters are stored as `[taps][taps][n][c]` and
 * turned by half a circle: those of an input gradient. Four input channels and one panel are taken at a time, two whole cache
 * lines a tap. `c` and `n` are multiples of 4. Scratch memory: `points * points + points * taps` times 128 bytes.
 */
export function winogradFilter(
  w: usize, c: i32, n: i32, first: i32, past: i32, points: i32, taps: i32, flipped: i32, u: usize, scratch: usize,
): void {
  const half = scratch + (<usize>(taps * taps) << 7);
  const halfRow = <usize>taps << 7;
  const panel = <usize>c << 5;
  const plane = <usize>((past - first + 7) >> 3) * panel;
  const tap = <usize>(c * n) << 2;
  const ld = <usize>(flipped ? c : n) << 2;
  for (let f = first; f < past; f += 8) {
    const wide = min(8, past - f);
    if (wide == 4) memory.fill(scratch, 0, <usize>(taps * taps) << 7);
    for (let k = 0; k < c; k += 4) {
      let q = scratch;
      for (let i = 0; i < taps * taps; i++) {
        if (flipped) {
          const p = w + <usize>(taps * taps - 1 - i) * tap + <usize>f * ld + (<usize>k << 2);
          transposed4(p, ld, q);
          if (wide == 8) transposed4(p + (ld << 2), ld, q + 16);
        } else {
          let p = w + <usize>i * tap + <usize>k * ld + (<usize>f << 2);
          for (let r: usize = 0; r < 128; r += 32) {
            v128.store(q + r, v128.load(p));
            if (wide == 8) v128.store(q + r, v128.load(p, 16), 16);
            p += ld;
          }
        }
        q += 128;
      }
      for (let j = 0; j < taps; j++) {
        filterLine(points, taps, scratch + (<usize>j << 7), halfRow, half + (<usize>j << 7), halfRow, 8);
      }
      let to = u + (<usize>k << 5);
      for (let i = 0; i < points; i++) {
        filterLine(points, taps, half + <usize>i * halfRow, 128, to, plane, 8);
        to += <usize>points * plane;
      }
    }
    u += panel;
  }
}
