import { describe, expect, it } from 'vitest';
import { data, difference, kernels, output, random, values, view } from '../testBench';

describe.each([
  [1, 1],
  [5, 3],
  [300, 6],
  [1000, 16],
])('normalisation of [%i, %i]', (rows, c) => {
  const xs = values(rows * c).map((v) => v + 100);
  const x = view([rows, c], xs);

  it('finds mean and variance', () => {
    const mean = Array.from({ length: c }, (_, k) => {
      let s = 0;
      for (let i = 0; i < rows; i++) s += xs[i * c + k];
      return s / rows;
    });
    const variance = mean.map((m, k) => {
      let s = 0;
      for (let i = 0; i < rows; i++) s += (xs[i * c + k] - m) ** 2;
      return s / rows;
    });
    const y = output([2, c], 'float32', (out) => kernels.moments([x], out));
    expect(difference(y.slice(0, c), mean)).toBeLessThan(1e-6);
    expect(difference(y.slice(c), [...variance, 1].slice(0, c))).toBeLessThan(1e-4);
  });

  it('normalises', () => {
    const [mean, scale, offset] = [view([c], new Float32Array(c).fill(100)), random([c], 3), random([c], 4)];
    const variance = view([c], values(c, 5).map(Math.abs));
    const [v, s, o] = [data(variance), data(scale), data(offset)];
    const expected = xs.map((a, i) => ((a - 100) * s[i % c]) / Math.sqrt(v[i % c] + 1e-3) + o[i % c]);
    const y = output([rows, c], 'float32', (out) =>
      kernels.batchNorm([x, mean, variance, scale, offset], out, { epsilon: 1e-3 }),
    );
    expect(difference(y, expected)).toBeLessThan(1e-6);
  });
});
