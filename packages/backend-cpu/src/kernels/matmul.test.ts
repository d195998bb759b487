import type { Shape } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { data, difference, kernels, output, random, view } from '../testBench';

// [batch of a, batch of b, m, k, n]
const shapes: [number, number, number, number, number][] = [
  [1, 1, 1, 1, 1],
  [1, 1, 4, 8, 8],
  [1, 1, 5, 7, 9],
  [1, 1, 1, 30, 17],
  [1, 1, 3, 5, 6],
  [1, 1, 2, 33, 1],
  [1, 1, 40, 21, 1],
  [1, 1, 64, 300, 10],
  [1, 1, 6, 800, 5],
  [1, 1, 9, 1500, 12],
  [3, 3, 5, 6, 7],
  [3, 1, 5, 6, 7],
  [1, 3, 5, 6, 7],
  [2, 2, 1, 9, 11],
  [1, 1, 256, 16, 256],
  [2, 2, 33, 300, 20],
  [1, 1, 4, 0, 3],
  [1, 1, 131, 5, 23],
];

describe.each(shapes)('matmul %i|%i x [%i, %i] x [.., %i]', (ba, bb, m, k, n) => {
  const batch = Math.max(ba, bb);
  it.each([
    [false, false],
    [true, false],
    [false, true],
    [true, true],
  ])('transposeA %s, transposeB %s', (transposeA, transposeB) => {
    const a = random(transposeA ? [ba, k, m] : [ba, m, k], 1);
    const b = random(transposeB ? [bb, n, k] : [bb, k, n], 2);
    const [x, y] = [data(a), data(b)];
    const expected = new Float64Array(batch * m * n);
    for (let p = 0; p < batch; p++)
      for (let i = 0; i < m; i++)
        for (let j = 0; j < n; j++)
          for (let q = 0; q < k; q++) {
            const [pa, pb] = [ba === 1 ? 0 : p * m * k, bb === 1 ? 0 : p * k * n];
            expected[(p * m + i) * n + j] +=
              x[pa + (transposeA ? q * m + i : i * k + q)] * y[pb + (transposeB ? j * k + q : q * n + j)];
          }
    const actual = output([batch, m, n], 'float32', (out) => kernels.matmul([a, b], out, { transposeA, transposeB }));
    expect(difference(actual, expected)).toBeLessThan(4e-6);
  });
});

it.each<[Shape, number]>([
  [[1, 20], 9],
  [[3, 20], 5],
  [[7, 33], 12],
  [[64, 900], 10],
  [[2, 0], 3],
  [[5, 0], 3],
])('adds bias and activates %j -> %i', ([m, k], n) => {
  const [x, w, bias] = [random([m, k], 1), random([k, n], 2), random([n], 3)];
  const [xs, ws, bs] = [data(x), data(w), data(bias)];
  const linear = Float64Array.from({ length: m * n }, (_, at) => {
    let s = bs[at % n];
    for (let q = 0; q < k; q++) s += xs[Math.floor(at / n) * k + q] * ws[q * n + (at % n)];
    return s;
  });
  const fused = (activation: 'linear' | 'relu' | 'relu6' | 'sigmoid') =>
    output([m, n], 'float32', (out) => kernels.fusedMatmul([x, w, bias], out, { activation }));
  expect(difference(fused('linear'), linear)).toBeLessThan(4e-6);
  expect(
    difference(
      fused('relu'),
      linear.map((v) => Math.max(v, 0)),
    ),
  ).toBeLessThan(4e-6);
  expect(
    difference(
      fused('relu6'),
      linear.map((v) => Math.min(6, Math.max(v, 0))),
    ),
  ).toBeLessThan(4e-6);
  expect(
    difference(
      fused('sigmoid'),
      linear.map((v) => 1 / (1 + Math.exp(-v))),
    ),
  ).toBeLessThan(3e-6);
});

it('lets NaN and infinities through ReLU as IEEE does', () => {
  const [x, w] = [random([4, 3], 1), random([3, 8], 2)];
  const bias = view(
    [8],
    Float32Array.of(0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, 0, 0, 0),
  );
  const y = output([4, 8], 'float32', (out) => kernels.fusedMatmul([x, w, bias], out, { activation: 'relu' }));
  expect(Array.from(y.slice(1, 4))).toEqual([Number.NaN, Number.POSITIVE_INFINITY, 0]);
});
