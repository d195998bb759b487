import { copyEdge } from './rows';

/** The first 0 to 3 lanes. */
const masks = memory.data<i32>([0, 0, 0, 0, -1, 0, 0, 0, -1, -1, 0, 0, -1, -1, -1, 0]);

/** Packs B `[k][n]` (rows `ldb` bytes apart) into panels `[n/8][k][8]` that lie `stride` bytes apart, zero padded to 8 columns. */
export function pack(b: usize, ldb: usize, k: i32, n: i32, panels: usize, stride: usize): void {
  let j = 0;
  // Two panels at a time where there are two: a whole cache line of each row.
  for (; j + 16 <= n; j += 16) {
    let p = panels;
    let t = panels + stride;
    let q = b;
    for (let i = 0; i < k; i++) {
      v128.store(p, v128.load(q));
      v128.store(p, v128.load(q, 16), 16);
      v128.store(t, v128.load(q, 32));
      v128.store(t, v128.load(q, 48), 16);
      p += 32;
      t += 32;
      q += ldb;
    }
    b += 64;
    panels += stride << 1;
  }
  for (; j + 8 <= n; j += 8) {
    let p = panels;
    let q = b;
    for (let i = 0; i < k; i++) {
      v128.store(p, v128.load(q));
      v128.store(p, v128.load(q, 16), 16);
      p += 32;
      q += ldb;
    }
    b += 32;
    panels += stride;
  }
  if (j == n) return;
  memory.fill(panels, 0, <usize>k << 5);
  copyEdge(b, ldb, panels, 32, k, n - j);
}

/** Packs a stored transpose `[n][k]` (rows `ldb` bytes apart) into the same panels, by 4x4 blocks. */
export function packTransposed(b: usize, ldb: usize, k: i32, n: i32, panels: usize, stride: usize): void {
  for (let j = 0; j < n; j += 4) {
    const p = panels + <usize>(j >> 3) * stride + (<usize>(j & 4) << 2);
    const rest = n - j;
    // Columns that do not exist are read from the last one that does, then cleared below.
    const q1 = rest > 1 ? ldb : 0;
    const q2 = rest > 2 ? ldb << 1 : q1;
    const q3 = rest > 3 ? ldb * 3 : q2;
    let q = b + <usize>j * ldb;
    let t = p;
    const mask = rest < 4 ? v128.load(masks + (<usize>rest << 4)) : i32x4.splat(-1);
    let i = 0;
    for (; i + 4 <= k; i += 4) {
      const r0 = v128.load(q);
      const r1 = v128.load(q + q1);
      const r2 = v128.load(q + q2);
      const r3 = v128.load(q + q3);
      const t0 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const t1 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const t2 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const t3 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t0, t2, 0, 2)));
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t0, t2, 1, 3)), 32);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t1, t3, 0, 2)), 64);
      v128.store(t, v128.and(mask, v128.shuffle<f64>(t1, t3, 1, 3)), 96);
      t += 128;
      q += 16;
    }
    for (; i < k; i++) {
      store<f32>(t, load<f32>(q));
      store<f32>(t, rest > 1 ? load<f32>(q + q1) : 0, 4);
      store<f32>(t, rest > 2 ? load<f32>(q + q2) : 0, 8);
      store<f32>(t, rest > 3 ? load<f32>(q + q3) : 0, 12);
      t += 32;
      q += 4;
    }
    // The second half of a panel that ends in its first half.
    if (rest <= 4 && !(j & 4)) {
      t = p + 16;
      for (i = 0; i < k; i++) {
        v128.store(t, i32x4.splat(0));
        t += 32;
      }
    }
  }
}

/** Multiplies each column of panels `[count][k][8]` by a factor: a batch-norm's, say, which so costs nothing afterwards. */
export function scalePanels(panels: usize, count: i32, k: i32, factors: usize): void {
  for (let j = 0; j < count; j++) {
    const f0 = v128.load(factors);
    const f1 = v128.load(factors, 16);
    for (let i = 0; i < k; i++) {
      v128.store(panels, f32x4.mul(v128.load(panels), f0));
      v128.store(panels, f32x4.mul(v128.load(panels, 16), f1), 16);
      panels += 32;
    }
    factors += 32;
  }
}
