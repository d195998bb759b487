import { storeLanes } from './lanes';

/** High and low words of four 32 x 32 bit products. */
// @ts-ignore: decorator
@inline
function high(a: v128, m: v128): v128 {
  return v128.shuffle<i32>(i64x2.extmul_low_i32x4_u(a, m), i64x2.extmul_high_i32x4_u(a, m), 1, 3, 5, 7);
}

/**
 * Philox4x32-10 (Salmon et al. 2011), four blocks at a time: element 4 i + j is word j of block i, `(bits >>> 8) 2^-24`.
 * The counter of block i is [i low, i high = 0, c0, c1]; a tensor holds fewer than 2^32 blocks. From block `first` on, times `span` plus `low`.
 */
export function randomUniform(
  out: usize, n: i32, first: i32, k0: i32, k1: i32, c0: i32, c1: i32, span: f32, low: f32,
): void {
  const m0 = i32x4.splat(0xd2511f53);
  const m1 = i32x4.splat(0xcd9e8d57);
  const unit = f32x4.splat(1 / 16777216);
  const factor = f32x4.splat(span);
  const base = f32x4.splat(low);
  let block = i32x4.add(i32x4.splat(first), i32x4(0, 1, 2, 3));
  for (; n > 0; n -= 16) {
    let x0 = block;
    let x1 = i32x4.splat(0);
    let x2 = i32x4.splat(c0);
    let x3 = i32x4.splat(c1);
    let key0 = k0;
    let key1 = k1;
    for (let round = 0; round < 10; round++) {
      const y0 = v128.xor(v128.xor(high(x2, m1), x1), i32x4.splat(key0));
      const y2 = v128.xor(v128.xor(high(x0, m0), x3), i32x4.splat(key1));
      x1 = i32x4.mul(x2, m1);
      x3 = i32x4.mul(x0, m0);
      x0 = y0;
      x2 = y2;
      key0 += 0x9e3779b9;
      key1 += 0xbb67ae85;
    }
    const t0 = v128.shuffle<f32>(x0, x1, 0, 4, 1, 5);
    const t1 = v128.shuffle<f32>(x0, x1, 2, 6, 3, 7);
    const t2 = v128.shuffle<f32>(x2, x3, 0, 4, 1, 5);
    const t3 = v128.shuffle<f32>(x2, x3, 2, 6, 3, 7);
    out = put(out, v128.shuffle<f64>(t0, t2, 0, 2), unit, factor, base, n);
    out = put(out, v128.shuffle<f64>(t0, t2, 1, 3), unit, factor, base, n - 4);
    out = put(out, v128.shuffle<f64>(t1, t3, 0, 2), unit, factor, base, n - 8);
    out = put(out, v128.shuffle<f64>(t1, t3, 1, 3), unit, factor, base, n - 12);
    block = i32x4.add(block, i32x4.splat(4));
  }
}

// @ts-ignore: decorator
@inline
function put(out: usize, bits: v128, unit: v128, factor: v128, base: v128, left: i32): usize {
  const u = f32x4.mul(f32x4.convert_i32x4_s(i32x4.shr_u(bits, 8)), unit);
  const v = f32x4.add(f32x4.mul(u, factor), base);
  if (left >= 4) v128.store(out, v);
  else if (left > 0) storeLanes(out, v, left);
  return out + 16;
}
