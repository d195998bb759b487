import type { Conv2dParams } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { data, difference, engine, kernels, output, random } from '../../testBench';

interface Case extends Conv2dParams {
  readonly n: number;
  readonly h: number;
  readonly w: number;
  readonly c: number;
  readonly f: number;
  readonly kh: number;
  readonly kw: number;
}

function params(options: Partial<Case>): Case {
  return {
    n: 2,
    h: 9,
    w: 8,
    c: 3,
    f: 5,
    kh: 3,
    kw: 3,
    strides: [1, 1],
    dilations: [1, 1],
    groups: 1,
    padding: { top: 0, bottom: 0, left: 0, right: 0 },
    ...options,
  };
}

const same = { top: 1, bottom: 1, left: 1, right: 1 };
const cases: Record<string, Case> = {
  valid: params({}),
  'one filter': params({ f: 1, c: 1, kh: 1, kw: 1, h: 1, w: 1, n: 1 }),
  same: params({ padding: same, f: 16, c: 16 }),
  'uneven padding': params({ padding: { top: 2, bottom: 0, left: 1, right: 3 }, kh: 4, kw: 2, f: 9 }),
  'more padding than filter': params({ padding: { top: 4, bottom: 5, left: 4, right: 4 }, h: 2, w: 3 }),
  stride: params({ strides: [2, 3], padding: same, h: 11, w: 13, f: 8 }),
  'stride over taps': params({ strides: [3, 2], kh: 2, kw: 1, h: 11, w: 10 }),
  'pointwise stride': params({ strides: [2, 2], kh: 1, kw: 1, c: 20, f: 12 }),
  pointwise: params({ kh: 1, kw: 1, c: 20, f: 12, n: 3 }),
  dilation: params({ dilations: [2, 3], padding: { top: 2, bottom: 2, left: 3, right: 3 }, h: 10, w: 12, c: 4 }),
  'dilation and stride': params({
    dilations: [2, 2],
    strides: [2, 2],
    padding: { top: 2, bottom: 1, left: 2, right: 2 },
    h: 12,
    w: 11,
  }),
  'dilation 3 stride 2': params({
    dilations: [3, 3],
    strides: [2, 2],
    padding: { top: 3, bottom: 3, left: 3, right: 2 },
    h: 12,
    w: 11,
  }),
  groups: params({ groups: 3, c: 12, f: 21, padding: same }),
  'groups, dilation, stride': params({
    groups: 2,
    c: 8,
    f: 6,
    dilations: [2, 1],
    strides: [1, 2],
    padding: same,
    h: 12,
  }),
  depthwise: params({ groups: 7, c: 7, f: 7, padding: same, strides: [2, 1], dilations: [1, 2], h: 10, w: 10 }),
  'depthwise 8': params({ groups: 8, c: 8, f: 8, padding: { top: 0, bottom: 1, left: 2, right: 2 } }),
  'depth multiplier': params({ groups: 4, c: 4, f: 8, padding: same }),
  'many channels': params({ c: 96, f: 24, padding: same, h: 6, w: 5, n: 1 }),
  'long runs': params({ c: 300, f: 10, kw: 3, kh: 2, h: 4, w: 5 }),
  'blocked with a rest': params({ c: 20, f: 18, h: 17, w: 16, padding: same, n: 3 }),
  'Winograd, F(4x4, 3x3)': params({ c: 20, f: 24, h: 15, w: 14, padding: same, n: 3 }),
  'Winograd, F(2x2, 3x3)': params({ c: 32, f: 32, h: 10, w: 9, padding: same, n: 1 }),
  'Winograd, F(4x4, 5x5)': params({ c: 16, f: 20, h: 13, w: 12, kh: 5, kw: 5, n: 3 }),
  'many images': params({ n: 40, h: 14, w: 14, c: 6, f: 16, kh: 5, kw: 5 }),
  'images as rows': params({ n: 6, padding: same, f: 13, h: 5, w: 4 }),
  'images as rows, few filters': params({
    n: 9,
    padding: { top: 2, bottom: 2, left: 2, right: 2 },
    kh: 5,
    kw: 5,
    c: 1,
    f: 6,
    strides: [2, 1],
  }),
  'images as rows, dilated': params({
    n: 5,
    dilations: [2, 1],
    padding: { top: 2, bottom: 1, left: 1, right: 1 },
    f: 8,
  }),
  'channels gathered, strided': params({
    n: 7,
    c: 37,
    f: 21,
    strides: [2, 2],
    dilations: [1, 2],
    padding: { top: 1, bottom: 0, left: 2, right: 1 },
    h: 9,
    w: 10,
  }),
  'groups gathered': params({ n: 3, c: 40, f: 34, groups: 2, padding: same }),
  'bottom rows unused': params({ strides: [2, 2], h: 8, w: 8, kh: 3, kw: 3 }),
};

/** Calls `visit` for every product of the convolution, with the flat indices of x, w and y. */
function products(p: Case, visit: (x: number, w: number, y: number) => void): [number, number] {
  const { n, h, w, c, f, kh, kw, strides, dilations, groups, padding } = p;
  const oh = Math.floor((h + padding.top + padding.bottom - (kh - 1) * dilations[0] - 1) / strides[0]) + 1;
  const ow = Math.floor((w + padding.left + padding.right - (kw - 1) * dilations[1] - 1) / strides[1]) + 1;
  const [cg, fg] = [c / groups, f / groups];
  for (let b = 0; b < n; b++)
    for (let y = 0; y < oh; y++)
      for (let x = 0; x < ow; x++)
        for (let i = 0; i < kh; i++)
          for (let j = 0; j < kw; j++) {
            const [iy, ix] = [
              y * strides[0] - padding.top + i * dilations[0],
              x * strides[1] - padding.left + j * dilations[1],
            ];
            if (iy < 0 || iy >= h || ix < 0 || ix >= w) continue;
            for (let g = 0; g < groups; g++)
              for (let k = 0; k < cg; k++)
                for (let o = g * fg; o < (g + 1) * fg; o++) {
                  visit(
                    ((b * h + iy) * w + ix) * c + g * cg + k,
                    ((i * kw + j) * cg + k) * f + o,
                    ((b * oh + y) * ow + x) * f + o,
                  );
                }
          }
  return [oh, ow];
}

describe.each(Object.entries(cases))('conv2d %s', (_, p) => {
  const { n, h, w, c, f, kh, kw, groups } = p;
  const x = random([n, h, w, c], 1);
  const filter = random([kh, kw, c / groups, f], 2);
  const bias = random([f], 3);
  const [oh, ow] = products({ ...p, f: p.groups, c: p.groups }, () => {});
  const shape = [n, oh, ow, f];
  const dy = random(shape, 4);
  const [xs, ws, ds] = [data(x), data(filter), data(dy)];

  it('forward', () => {
    const expected = new Float64Array(n * oh * ow * f);
    products(p, (i, j, k) => (expected[k] += xs[i] * ws[j]));
    expect(
      difference(
        output(shape, 'float32', (out) => kernels.conv2d([x, filter], out, p)),
        expected,
      ),
    ).toBeLessThan(1e-5);
    const b = data(bias);
    const relu = expected.map((v, i) => Math.max(0, v + b[i % f]));
    const fused = output(shape, 'float32', (out) =>
      kernels.fusedConv2d([x, filter, bias], out, { ...p, activation: 'relu' }),
    );
    expect(difference(fused, relu)).toBeLessThan(1e-5);
    const tanh = expected.map((v, i) => Math.tanh(v + b[i % f]));
    const other = output(shape, 'float32', (out) =>
      kernels.fusedConv2d([x, filter, bias], out, { ...p, activation: 'tanh' }),
    );
    // An error of the sum, relative to the largest, passes through tanh as it is.
    const largest = expected.reduce((most, v) => Math.max(most, Math.abs(v)), 1);
    expect(difference(other, tanh)).toBeLessThan(1e-5 * largest);
  });

  it('input gradient', () => {
    const expected = new Float64Array(x.size);
    products(p, (i, j, k) => (expected[i] += ds[k] * ws[j]));
    const actual = output(x.shape, 'float32', (out) =>
      kernels.conv2dInputGrad([dy, filter], out, { ...p, inputSize: [h, w] }),
    );
    expect(difference(actual, expected)).toBeLessThan(1e-5);
  });

  it('filter gradient', () => {
    const expected = new Float64Array(filter.size);
    products(p, (i, j, k) => (expected[j] += xs[i] * ds[k]));
    const actual = output(filter.shape, 'float32', (out) =>
      kernels.conv2dFilterGrad([x, dy], out, { ...p, filterSize: [kh, kw] }),
    );
    expect(difference(actual, expected)).toBeLessThan(1e-5);
  });
});

it('gives all scratch memory back', () => {
  engine.prepared.clear();
  const before = engine.memory.bytes;
  const p = params({ strides: [2, 2], padding: same });
  const [x, filter] = [random([2, 9, 8, 3]), random([3, 3, 3, 5])];
  const held = engine.memory.bytes;
  const y = output([2, 5, 4, 5], 'float32', (out) => kernels.conv2d([x, filter], out, p));
  expect(y.length).toBe(200);
  engine.prepared.clear();
  expect(engine.memory.bytes).toBe(held);
  expect(held).toBeGreaterThan(before);
});
