import { storeLanes } from './lanes';

// Products with one row or one column: bound by reading the matrix, which is neither packed nor read twice.

/**
 * `y[n] = x[k] * B[k][n] + bias`: a product with one row. B is streamed once, eight of its rows at a time, and not packed: that is as fast as
 * memory is (11.8 GB/s where a plain sum reads 9.8 and panels give 11.1), and B need not be held twice.
 */
export function rowTimesMatrix(x: usize, b: usize, ldb: usize, k: i32, n: i32, bias: usize, y: usize): void {
  if (bias) memory.copy(y, bias, <usize>n << 2);
  else memory.fill(y, 0, <usize>n << 2);
  const end = <usize>n << 2;
  const whole = end & ~15;
  let i = 0;
  for (; i + 8 <= k; i += 8) {
    const x0 = v128.load32_splat(x);
    const x1 = v128.load32_splat(x, 4);
    const x2 = v128.load32_splat(x, 8);
    const x3 = v128.load32_splat(x, 12);
    const x4 = v128.load32_splat(x, 16);
    const x5 = v128.load32_splat(x, 20);
    const x6 = v128.load32_splat(x, 24);
    const x7 = v128.load32_splat(x, 28);
    const b1 = b + ldb;
    const b2 = b1 + ldb;
    const b3 = b2 + ldb;
    const b4 = b3 + ldb;
    const b5 = b4 + ldb;
    const b6 = b5 + ldb;
    const b7 = b6 + ldb;
    for (let j: usize = 0; j < end; j += 16) {
      let s = v128.load(y + j);
      s = f32x4.add(s, f32x4.mul(x0, v128.load(b + j)));
      s = f32x4.add(s, f32x4.mul(x1, v128.load(b1 + j)));
      s = f32x4.add(s, f32x4.mul(x2, v128.load(b2 + j)));
      s = f32x4.add(s, f32x4.mul(x3, v128.load(b3 + j)));
      s = f32x4.add(s, f32x4.mul(x4, v128.load(b4 + j)));
      s = f32x4.add(s, f32x4.mul(x5, v128.load(b5 + j)));
      s = f32x4.add(s, f32x4.mul(x6, v128.load(b6 + j)));
      s = f32x4.add(s, f32x4.mul(x7, v128.load(b7 + j)));
      if (j < whole) v128.store(y + j, s);
      else storeLanes(y + j, s, n & 3);
    }
    x += 32;
    b = b7 + ldb;
  }
  for (; i < k; i++) {
    const v = load<f32>(x);
    for (let j: usize = 0; j < end; j += 4) store<f32>(y + j, load<f32>(y + j) + v * load<f32>(b + j));
    x += 4;
    b += ldb;
  }
}

/** `y[n] = B[n][k] * x[k] + bias`: a product with one column, four dot products at a time. */
export function matrixTimesColumn(b: usize, ldb: usize, x: usize, k: i32, n: i32, bias: usize, y: usize): void {
  for (let j = 0; j < n; j++) {
    let s0 = f32x4.splat(0);
    let s1 = s0;
    let s2 = s0;
    let s3 = s0;
    let i: usize = 0;
    const end = <usize>k << 2;
    for (; i + 64 <= end; i += 64) {
      s0 = f32x4.add(s0, f32x4.mul(v128.load(b + i), v128.load(x + i)));
      s1 = f32x4.add(s1, f32x4.mul(v128.load(b + i, 16), v128.load(x + i, 16)));
      s2 = f32x4.add(s2, f32x4.mul(v128.load(b + i, 32), v128.load(x + i, 32)));
      s3 = f32x4.add(s3, f32x4.mul(v128.load(b + i, 48), v128.load(x + i, 48)));
    }
    for (; i + 16 <= end; i += 16) s0 = f32x4.add(s0, f32x4.mul(v128.load(b + i), v128.load(x + i)));
    s0 = f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3));
    let sum = f32x4.extract_lane(s0, 0) + f32x4.extract_lane(s0, 1) + (f32x4.extract_lane(s0, 2) + f32x4.extract_lane(s0, 3));
    for (; i < end; i += 4) sum += load<f32>(b + i) * load<f32>(x + i);
    store<f32>(y, bias ? sum + load<f32>(bias + (<usize>j << 2)) : sum);
    y += 4;
    b += ldb;
  }
}
