import { put } from './lanes';
import { sumReduce } from './reduce';

/** Mean and biased variance of the columns of [rows, c], into out [2, c]: two passes, sums of squared distances from the mean. */
export function moments(x: usize, out: usize, rows: i32, c: i32): void {
  const row = <usize>c << 2;
  const inverse = f32x4.splat(1 / <f32>rows);
  sumReduce(x, out, 1, rows, c);
  scaleRow(out, c, inverse);
  const second = out + row;
  for (let i = 0; i < rows; i += 128) {
    const now = min(128, rows - i);
    for (let k = 0; k < c; k += 4) {
      const mean = v128.load(out + (<usize>k << 2));
      let p = x + <usize>i * row + (<usize>k << 2);
      let s = f32x4.splat(0);
      for (let r = 0; r < now; r++) {
        const d = f32x4.sub(v128.load(p), mean);
        s = f32x4.add(s, f32x4.mul(d, d));
        p += row;
      }
      const q = second + (<usize>k << 2);
      if (i) s = f32x4.add(s, v128.load(q));
      put(q, s, c - k);
    }
  }
  scaleRow(second, c, inverse);
}

function scaleRow(p: usize, n: i32, factor: v128): void {
  for (; n > 0; n -= 4) {
    const v = f32x4.mul(v128.load(p), factor);
    put(p, v, n);
    p += 16;
  }
}

/** `(x - mean) * scale / sqrt(variance + epsilon) + offset` over [rows, c]; `factor` has room for c floats and four more. */
export function batchNorm(
  x: usize, mean: usize, variance: usize, scale: usize, offset: usize, out: usize, factor: usize, rows: i32, c: i32, epsilon: f32,
): void {
  const bytes = <usize>c << 2;
  const e = f32x4.splat(epsilon);
  for (let k: usize = 0; k < bytes; k += 16) {
    v128.store(factor + k, f32x4.div(v128.load(scale + k), f32x4.sqrt(f32x4.add(v128.load(variance + k), e))));
  }
  const whole = bytes & ~15;
  for (let i = 0; i < rows; i++) {
    let k: usize = 0;
    for (; k < whole; k += 16) {
      const d = f32x4.sub(v128.load(x + k), v128.load(mean + k));
      v128.store(out + k, f32x4.add(f32x4.mul(d, v128.load(factor + k)), v128.load(offset + k)));
    }
    if (k < bytes) {
      const d = f32x4.sub(v128.load(x + k), v128.load(mean + k));
      put(out + k, f32x4.add(f32x4.mul(d, v128.load(factor + k)), v128.load(offset + k)), c & 3);
    }
    x += bytes;
    out += bytes;
  }
}
