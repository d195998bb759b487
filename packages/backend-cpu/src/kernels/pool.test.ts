import type { Pool2dParams } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { data, difference, engine, kernels, output, random, view } from '../testBench';

interface Case extends Pool2dParams {
  readonly x: readonly [number, number, number, number];
}

const none = { top: 0, bottom: 0, left: 0, right: 0 };
const cases: Record<string, Case> = {
  '2x2': { x: [2, 6, 8, 6], window: [2, 2], strides: [2, 2], padding: none, outputSize: [3, 4], countPadding: false },
  '2x2, odd size': {
    x: [1, 7, 5, 16],
    window: [2, 2],
    strides: [2, 2],
    padding: none,
    outputSize: [3, 2],
    countPadding: false,
  },
  '3x3 overlapping': {
    x: [2, 9, 9, 5],
    window: [3, 3],
    strides: [2, 2],
    padding: none,
    outputSize: [4, 4],
    countPadding: false,
  },
  '2x2 overlapping': {
    x: [2, 4, 5, 8],
    window: [2, 2],
    strides: [1, 1],
    padding: none,
    outputSize: [3, 4],
    countPadding: false,
  },
  '3x3 overlapping, padded': {
    x: [2, 9, 10, 8],
    window: [3, 3],
    strides: [2, 2],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
    outputSize: [5, 5],
    countPadding: false,
  },
  '3x3 wider than the image': {
    x: [1, 4, 2, 5],
    window: [3, 3],
    strides: [1, 1],
    padding: { top: 1, bottom: 1, left: 0, right: 1 },
    outputSize: [4, 1],
    countPadding: false,
  },
  'padding left out': {
    x: [2, 6, 7, 3],
    window: [3, 3],
    strides: [1, 1],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
    outputSize: [6, 7],
    countPadding: false,
  },
  'padding counted': {
    x: [2, 6, 7, 4],
    window: [3, 2],
    strides: [2, 1],
    padding: { top: 1, bottom: 1, left: 1, right: 0 },
    outputSize: [3, 7],
    countPadding: true,
  },
  'ceil mode': {
    x: [1, 6, 6, 9],
    window: [3, 3],
    strides: [2, 2],
    padding: { top: 0, bottom: 0, left: 0, right: 0 },
    outputSize: [3, 3],
    countPadding: true,
  },
  'ceil mode with padding': {
    x: [1, 5, 5, 1],
    window: [3, 3],
    strides: [2, 2],
    padding: { top: 1, bottom: 1, left: 1, right: 1 },
    outputSize: [3, 3],
    countPadding: true,
  },
  global: { x: [3, 7, 7, 10], window: [7, 7], strides: [7, 7], padding: none, outputSize: [1, 1], countPadding: false },
};

/** Calls `visit` with the output index and the cells of each window, and the average's divisor. */
function windows(p: Case, visit: (y: number, cells: number[], divisor: number) => void): void {
  const {
    x: [n, h, w, c],
    window: [kh, kw],
    strides,
    padding,
    outputSize: [oh, ow],
    countPadding,
  } = p;
  for (let b = 0; b < n; b++)
    for (let y = 0; y < oh; y++)
      for (let x = 0; x < ow; x++)
        for (let k = 0; k < c; k++) {
          const cells: number[] = [];
          let counted = 0;
          for (let i = y * strides[0] - padding.top; i < y * strides[0] - padding.top + kh; i++)
            for (let j = x * strides[1] - padding.left; j < x * strides[1] - padding.left + kw; j++) {
              if (i >= -padding.top && i < h + padding.bottom && j >= -padding.left && j < w + padding.right) counted++;
              if (i >= 0 && i < h && j >= 0 && j < w) cells.push(((b * h + i) * w + j) * c + k);
            }
          visit(((b * oh + y) * ow + x) * c + k, cells, countPadding ? counted : cells.length);
        }
}

describe.each(Object.entries(cases))('pool %s', (_, p) => {
  const x = random(p.x, 1);
  // Ties, so that "the first" matters.
  const xs = Float32Array.from(data(x), (v) => Math.round(v * 4) + 0);
  const input = view(p.x, xs);
  const shape = [p.x[0], ...p.outputSize, p.x[3]];
  const size = shape.reduce((a, b) => a * b);
  const dy = random(shape, 2);
  const ds = data(dy);

  it('takes maxima, and sends the gradient to the first', () => {
    const max = new Float32Array(size);
    const at = new Int32Array(size);
    const dx = new Float64Array(input.size);
    windows(p, (y, cells) => {
      at[y] = cells.reduce((best, i) => (xs[i] > xs[best] ? i : best));
      max[y] = xs[at[y]];
      dx[at[y]] += ds[y];
    });
    expect(output(shape, 'float32', (out) => kernels.maxPool2d([input], out, p))).toEqual(max);
    expect(output(shape, 'int32', (out) => kernels.maxPool2dIndices([input], out, p))).toEqual(at);
    expect(
      difference(
        output(p.x, 'float32', (out) => kernels.maxPool2dGrad([dy, input], out, p)),
        dx,
      ),
    ).toBeLessThan(1e-6);
  });

  it('takes means', () => {
    const mean = new Float64Array(size);
    const dx = new Float64Array(input.size);
    windows(p, (y, cells, divisor) => {
      for (const i of cells) {
        mean[y] += xs[i] / divisor;
        dx[i] += ds[y] / divisor;
      }
    });
    expect(
      difference(
        output(shape, 'float32', (out) => kernels.avgPool2d([input], out, p)),
        mean,
      ),
    ).toBeLessThan(1e-6);
    const params = { ...p, inputSize: [p.x[1], p.x[2]] as const };
    expect(
      difference(
        output(p.x, 'float32', (out) => kernels.avgPool2dGrad([dy], out, params)),
        dx,
      ),
    ).toBeLessThan(1e-6);
  });
});

it.each([0, 1])('part of the rows of the output: padding %i', (top) => {
  const [h, w, c, oh, ow] = [8, 8, 6, 3, 3];
  const x = random([1, h, w, c], 4);
  const { wasm } = engine;
  for (const pool of [wasm.maxPool, wasm.avgPool, wasm.maxPoolIndices]) {
    const run = (y: number, from: number, rows: number) =>
      pool(x.buffer, y + from * ow * c * 4, 1, h, w, c, rows, ow, 3, 3, 2, 2, top - 2 * from, top, 0, 0, 0);
    const whole = output([oh, ow, c], 'int32', (y) => run(y.buffer, 0, oh));
    const parts = output([oh, ow, c], 'int32', (y) => {
      run(y.buffer, 2, oh - 2);
      run(y.buffer, 0, 2);
    });
    expect(parts).toEqual(whole);
  }
});

it('lets NaN through maxima', () => {
  const x = view([1, 2, 2, 1], Float32Array.of(1, Number.NaN, 3, 2));
  const p = { window: [2, 2], strides: [2, 2], padding: none, outputSize: [1, 1], countPadding: false } as const;
  expect(Array.from(output([1, 1, 1, 1], 'float32', (out) => kernels.maxPool2d([x], out, p)))).toEqual([Number.NaN]);
  expect(Array.from(output([1, 1, 1, 1], 'int32', (out) => kernels.maxPool2dIndices([x], out, p)))).toEqual([1]);
  const dy = view([1, 1, 1, 1], Float32Array.of(5));
  const dx = output([1, 2, 2, 1], 'float32', (out) => kernels.maxPool2dGrad([dy, x], out, p));
  expect(Array.from(dx)).toEqual([0, 5, 0, 0]);
});
