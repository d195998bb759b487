// Products with one row or one column: bound by reading the matrix, which is neither packed nor read twice.

/** `y[n] = x[k] * B[k][n] + bias`: a product with one row. B is streamed once, four of its rows at a time, and not packed. */
export function rowTimesMatrix(x: usize, b: usize, ldb: usize, k: i32, n: i32, bias: usize, y: usize): void {
  if (bias) memory.copy(y, bias, <usize>n << 2);
  else memory.fill(y, 0, <usize>n << 2);
  const end = <usize>(n & ~3) << 2;
  let i = 0;
  for (; i + 4 <= k; i += 4) {
    const x0 = v128.load32_splat(x);
    const x1 = v128.load32_splat(x, 4);
    const x2 = v128.load32_splat(x, 8);
    const x3 = v128.load32_splat(x, 12);
    const b1 = b + ldb;
    const b2 = b1 + ldb;
    const b3 = b2 + ldb;
    let j: usize = 0;
    for (; j < end; j += 16) {
      const s = f32x4.add(f32x4.mul(x0, v128.load(b + j)), f32x4.mul(x1, v128.load(b1 + j)));
      const t = f32x4.add(f32x4.mul(x2, v128.load(b2 + j)), f32x4.mul(x3, v128.load(b3 + j)));
      v128.store(y + j, f32x4.add(v128.load(y + j), f32x4.add(s, t)));
    }
    for (; j < <usize>n << 2; j += 4) {
      const s = load<f32>(x) * load<f32>(b + j) + load<f32>(x, 4) * load<f32>(b1 + j);
      const t = load<f32>(x, 8) * load<f32>(b2 + j) + load<f32>(x, 12) * load<f32>(b3 + j);
      store<f32>(y + j, load<f32>(y + j) + (s + t));
    }
    x += 16;
    b = b3 + ldb;
  }
  for (; i < k; i++) {
    const v = load<f32>(x);
    for (let j: usize = 0; j < <usize>n << 2; j += 4) store<f32>(y + j, load<f32>(y + j) + v * load<f32>(b + j));
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
