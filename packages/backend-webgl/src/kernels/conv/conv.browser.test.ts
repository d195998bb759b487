import { conv2d, grads, matmul, type Shape, setBackend, sum, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { webgl } from '../../webgl';

const values = (size: number, seed: number): Float32Array =>
  Float32Array.from({ length: size }, (_, i) => ((i * 37 + seed * 11) % 23) / 23 - 0.5);
const make = (shape: Shape, seed: number): Tensor =>
  tensor(
    values(
      shape.reduce((a, b) => a * b, 1),
      seed,
    ),
    shape,
  );

/** Plain loops over a stride of `s` and a padding of `p` on all sides. */
function convolved(x: Tensor, w: Tensor, s: number, p: number): { y: number[]; dw: number[] } {
  const [[batch, height, width, channels], [kh, kw, , filters]] = [x.shape, w.shape];
  const [a, b] = [x.dataSync(), w.dataSync()];
  const [oh, ow] = [height, width].map((size, i) => Math.floor((size + 2 * p - [kh, kw][i]) / s) + 1);
  const y = new Array<number>(batch * oh * ow * filters).fill(0);
  const dw = new Array<number>(b.length).fill(0);
  for (let i = 0; i < y.length; i++) {
    const [f, column, line, n] = [
      i % filters,
      Math.floor(i / filters) % ow,
      Math.floor(i / filters / ow) % oh,
      Math.floor(i / filters / ow / oh),
    ];
    for (let tap = 0; tap < kh * kw; tap++) {
      const [v, u] = [line * s - p + Math.floor(tap / kw), column * s - p + (tap % kw)];
      if (v < 0 || u < 0 || v >= height || u >= width) continue;
      for (let c = 0; c < channels; c++) {
        const from = a[((n * height + v) * width + u) * channels + c];
        y[i] += from * b[(tap * channels + c) * filters + f];
        dw[(tap * channels + c) * filters + f] += from;
      }
    }
  }
  return { y, dw };
}

function expectClose(got: ArrayLike<number>, want: readonly number[]): void {
  const worst = want.reduce((most, each, i) => Math.max(most, Math.abs(each - got[i])), got.length - want.length);
  expect(worst).toBeLessThan(1e-4 * Math.max(1, ...want.map(Math.abs)));
}

describe.each([8, 4] as const)('with %i attachments', (attachments) => {
  // Sizes that the conformance suite, which is for all backends, does not come to.
  it.each<[string, Shape, Shape, number, number]>([
    ['the first one of a network', [2, 32, 32, 3], [7, 7, 3, 8], 2, 3],
    ['lines that end within a fragment', [2, 11, 13, 8], [3, 3, 8, 12], 1, 1],
    ['a filter gradient in slices', [4, 32, 32, 8], [3, 3, 8, 4], 1, 1],
    ['one channel, in slices', [4, 28, 28, 1], [5, 5, 1, 6], 1, 2],
  ])('%s', async (_, xShape, wShape, strides, padding) => {
    await setBackend(webgl({ attachments }));
    const [x, w] = [make(xShape, 1), make(wShape, 2)];
    const want = convolved(x, w, strides, padding);
    const f = (filter: Tensor) => conv2d(x, filter, { strides, padding });
    expectClose(f(w).dataSync(), want.y);
    expectClose(grads((filter: Tensor) => sum(f(filter)))([w])[0].dataSync(), want.dw);
  });

  it.each([
    [1, 700, 9],
    [1, 3, 5],
    [2, 1500, 5],
  ])('a product of %i x %i and a matrix of %i columns, in slices', async (m, k, n) => {
    await setBackend(webgl({ attachments }));
    const [a, b] = [make([m, k], 1), make([k, n], 2)];
    const [p, q] = [a.dataSync(), b.dataSync()];
    const want = Array.from({ length: m * n }, (_, i) =>
      Array.from({ length: k }, (_, c) => p[Math.floor(i / n) * k + c] * q[c * n + (i % n)]).reduce((s, v) => s + v, 0),
    );
    expectClose(matmul(a, b).dataSync(), want);
  });

  it('keeps what is not finite out of the padding', async () => {
    await setBackend(webgl({ attachments }));
    const x = make([1, 8, 8, 4], 1).dataSync();
    x[0] = Number.POSITIVE_INFINITY;
    const y = conv2d(tensor(x, [1, 8, 8, 4]), make([3, 3, 4, 4], 2), { padding: 'same' }).dataSync();
    expect(y.filter((each) => !Number.isFinite(each))).toHaveLength(16);
  });
});
