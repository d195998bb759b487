import { describe, expect, it } from 'vitest';
import { difference, kernels, output, random, values, view } from '../testBench';

describe.each([
  [1, 1],
  [3, 10],
  [5, 7],
  [2, 1000],
])('softmax of [%i, %i]', (rows, n) => {
  const xs = values(rows * n).map((v) => v * 30 + 500);
  const x = view([rows, n], xs);
  const labels = Int32Array.from({ length: rows }, (_, r) => (r * 3) % n);
  const log = Float64Array.from(xs, (v, i) => {
    const row = Array.from(xs.slice(Math.floor(i / n) * n, (Math.floor(i / n) + 1) * n));
    const m = Math.max(...row);
    return v - m - Math.log(row.reduce((s, a) => s + Math.exp(a - m), 0));
  });

  it('agrees with doubles', () => {
    expect(
      difference(
        output([rows, n], 'float32', (out) => kernels.softmax([x], out)),
        log.map(Math.exp),
      ),
    ).toBeLessThan(2e-6);
    expect(
      difference(
        output([rows, n], 'float32', (out) => kernels.logSoftmax([x], out)),
        [...log, 1].slice(0, rows * n),
      ),
    ).toBeLessThan(2e-6);
  });

  it('gives the cross-entropy and its gradient', () => {
    const target = view([rows], labels);
    const dLoss = random([rows], 2);
    const loss = output([rows], 'float32', (out) => kernels.softmaxCrossEntropy([x, target], out));
    expect(
      difference(
        loss,
        Array.from(labels, (label, r) => -log[r * n + label]),
      ),
    ).toBeLessThan(1e-4);
    const d = values(rows, 2);
    const expected = log.map(
      (l, i) => d[Math.floor(i / n)] * (Math.exp(l) - (labels[Math.floor(i / n)] === i % n ? 1 : 0)),
    );
    const grad = output([rows, n], 'float32', (out) => kernels.softmaxCrossEntropyGrad([dLoss, x, target], out));
    expect(difference(grad, expected)).toBeLessThan(1e-5);
  });
});

it('names a label that is no class', () => {
  const x = random([2, 3]);
  const labels = view([2], Int32Array.of(1, 3));
  expect(() => output([2], 'float32', (out) => kernels.softmaxCrossEntropy([x, labels], out))).toThrow(
    'label 3 of row 1 is not one of 3 classes',
  );
});
