import { describe, expect, it } from 'vitest';
import { data, difference, engine, kernels, output, random, values, view } from '../testBench';
import { periods } from './norm';

const epsilon = 1e-3;

describe.each([
  [1, 1],
  [5, 3],
  [300, 6],
  [1000, 16],
  [2100, 33],
  [40, 130],
])('normalisation of [%i, %i]', (rows, c) => {
  const xs = values(rows * c).map((v) => v + 100);
  const x = view([rows, c], xs);
  const channels = Array.from({ length: c }, (_, k) => k);
  const column = (of: ArrayLike<number>, k: number) => Array.from({ length: rows }, (_, i) => of[i * c + k]);
  const total = (of: number[]) => of.reduce((a, b) => a + b, 0);
  const mean = channels.map((k) => total(column(xs, k)) / rows);
  const variance = channels.map((k) => total(column(xs, k).map((v) => (v - mean[k]) ** 2)) / rows);

  it('finds mean and variance', () => {
    const y = output([2, c], 'float32', (out) => kernels.moments([x], out));
    expect(difference(y.slice(0, c), mean)).toBeLessThan(1e-6);
    expect(difference(y.slice(c), [...variance, 1].slice(0, c))).toBeLessThan(1e-4);
  });

  it('normalises', () => {
    const [middle, scale, offset] = [view([c], new Float32Array(c).fill(100)), random([c], 3), random([c], 4)];
    const spread = view([c], values(c, 5).map(Math.abs));
    const [v, s, o] = [data(spread), data(scale), data(offset)];
    const expected = xs.map((a, i) => ((a - 100) * s[i % c]) / Math.sqrt(v[i % c] + epsilon) + o[i % c]);
    const y = output([rows, c], 'float32', (out) =>
      kernels.batchNorm([x, middle, spread, scale, offset], out, { epsilon }),
    );
    expect(difference(y, expected)).toBeLessThan(1e-6);
    const statistics = view([2, c], Float32Array.from([...data(middle), ...v]));
    const same = output([rows, c], 'float32', (out) =>
      kernels.batchNormTraining([x, statistics, scale, offset], out, { epsilon }),
    );
    expect(same).toEqual(y);
  });

  it('has gradients', () => {
    const statistics = view([2, c], Float32Array.from([...mean, ...variance]));
    const [dy, scale] = [random([rows, c], 6), random([c], 7)];
    const [ds, s] = [data(dy), data(scale)];
    const normalized = Array.from(xs, (v, i) => (v - mean[i % c]) / Math.sqrt(variance[i % c] + epsilon));
    const sums = [
      ...channels.map((k) => total(column(ds, k))),
      ...channels.map((k) =>
        total(
          column(
            ds.map((d, i) => d * normalized[i]),
            k,
          ),
        ),
      ),
    ];
    const found = output([2, c], 'float32', (out) => kernels.batchNormSums([dy, x, statistics], out, { epsilon }));
    expect(difference(found, sums)).toBeLessThan(1e-4);
    const dx = normalized.map((v, i) => {
      const k = i % c;
      return (s[k] / Math.sqrt(variance[k] + epsilon)) * (ds[i] - sums[k] / rows - (v * sums[c + k]) / rows);
    });
    const given = view([2, c], Float32Array.from(sums));
    const y = output([rows, c], 'float32', (out) =>
      kernels.batchNormInputGrad([dy, x, statistics, scale, given], out, { epsilon }),
    );
    expect(difference(y, dx)).toBeLessThan(1e-4);
  });
});

it('a part of the rows gives a part of the result', () => {
  const [rows, c, block] = [100, 6, 32];
  const { period } = periods(rows, c);
  const { memory, wasm } = engine;
  const [x, dy, statistics] = [
    random([rows, c], 1),
    random([rows, c], 2),
    view([2, c], values(2 * c, 3).map(Math.abs)),
  ];
  const work = memory.alloc(4 * period * 4);
  // One block, then the others.
  const ranges = [
    [0, block],
    [block, rows - block],
  ];
  const passes = [
    (from: number, now: number, parts: number) =>
      wasm.momentsOfBlocks(x.buffer + from * c * 4, parts, work, 0, now, c, period, block),
    (from: number, now: number, parts: number) => {
      const at = from * c * 4;
      wasm.batchNormSumsOfBlocks(
        dy.buffer + at,
        x.buffer + at,
        statistics.buffer,
        parts,
        work,
        0,
        now,
        c,
        period,
        block,
      );
    },
  ];
  for (const pass of passes) {
    const whole = output([4, 2, c], 'float32', ({ buffer }) => pass(0, rows, buffer));
    const parts = output([4, 2, c], 'float32', ({ buffer }) => {
      for (const [from, now] of ranges) pass(from, now, buffer + (from / block) * 2 * c * 4);
    });
    expect(parts).toEqual(whole);
  }
  wasm.batchNormInputGradFactors(statistics.buffer, x.buffer, dy.buffer, work, rows, c, period, epsilon);
  const whole = output([rows, c], 'float32', ({ buffer }) => {
    wasm.batchNormInputGrad(dy.buffer, x.buffer, buffer, work, rows * c, period);
  });
  const parts = output([rows, c], 'float32', ({ buffer }) => {
    const n = 3 * period;
    wasm.batchNormInputGrad(dy.buffer, x.buffer, buffer, work, n, period);
    wasm.batchNormInputGrad(dy.buffer + 4 * n, x.buffer + 4 * n, buffer + 4 * n, work, rows * c - n, period);
  });
  expect(parts).toEqual(whole);
});

it('finds the statistics of values far from zero', () => {
  const [rows, c] = [20_000, 4];
  const xs = values(rows * c).map((v) => 1000 + v);
  const y = output([2, c], 'float32', (out) => kernels.moments([view([rows, c], xs)], out));
  for (let k = 0; k < c; k++) {
    const column = Array.from({ length: rows }, (_, i) => xs[i * c + k]);
    const mean = column.reduce((a, b) => a + b) / rows;
    const variance = column.reduce((a, b) => a + (b - mean) ** 2, 0) / rows;
    expect(Math.abs(y[k] - mean)).toBeLessThan(1e-4);
    expect(Math.abs(y[c + k] - variance)).toBeLessThan(1e-5);
  }
});
