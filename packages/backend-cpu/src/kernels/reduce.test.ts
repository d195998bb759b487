import type { Shape } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { data, difference, kernels, output, random, values, view } from '../testBench';

const shapes: [number, number, number][] = [
  [1, 1, 1],
  [3, 5, 1],
  [1, 1000, 1],
  [2, 5000, 1],
  [2, 7, 3],
  [1, 300, 6],
  [3, 129, 8],
  [2, 3, 50],
  [4, 4, 4],
];

function fold(x: ArrayLike<number>, [outer, n, inner]: readonly number[], f: (values: number[]) => number): number[] {
  return Array.from({ length: outer * inner }, (_, at) => {
    const [o, j] = [Math.floor(at / inner), at % inner];
    return f(Array.from({ length: n }, (_, i) => x[(o * n + i) * inner + j]));
  });
}

describe.each(shapes)('reductions of [%i, %i, %i]', (...shape) => {
  const [outer, n, inner] = shape;
  const x = random(shape);
  const ints = view(
    shape,
    Int32Array.from(values(x.size, 3), (v) => v * 100),
  );
  const to: Shape = [outer, inner];

  it('sums', () => {
    const expected = fold(data(x), shape, (v) => v.reduce((a, b) => a + b));
    expect(
      difference(
        output(to, 'float32', (out) => kernels.sum([x], out)),
        expected,
      ),
    ).toBeLessThan(1e-6);
    expect(Array.from(output(to, 'int32', (out) => kernels.sum([ints], out)))).toEqual(
      fold(data(ints), shape, (v) => v.reduce((a, b) => a + b)),
    );
  });

  it('multiplies', () => {
    const near = view(
      shape,
      values(x.size, 2).map((v) => 1 + v / 100),
    );
    const expected = fold(data(near), shape, (v) => v.reduce((a, b) => a * b));
    expect(
      difference(
        output(to, 'float32', (out) => kernels.prod([near], out)),
        expected,
      ),
    ).toBeLessThan(1e-4);
    expect(Array.from(output(to, 'int32', (out) => kernels.prod([ints], out)))).toEqual(
      fold(data(ints), shape, (v) => v.reduce(Math.imul) | 0),
    );
  });

  it('finds extremes and where they stand', () => {
    const [fs, is] = [data(x), data(ints)];
    const max = (v: number[]) => v.reduce((a, b) => Math.max(a, b));
    const min = (v: number[]) => v.reduce((a, b) => Math.min(a, b));
    expect(Array.from(output(to, 'float32', (out) => kernels.max([x], out)))).toEqual(fold(fs, shape, max));
    expect(Array.from(output(to, 'float32', (out) => kernels.min([x], out)))).toEqual(fold(fs, shape, min));
    expect(Array.from(output(to, 'int32', (out) => kernels.max([ints], out)))).toEqual(fold(is, shape, max));
    expect(Array.from(output(to, 'int32', (out) => kernels.min([ints], out)))).toEqual(fold(is, shape, min));
    expect(Array.from(output(to, 'int32', (out) => kernels.argMax([x], out)))).toEqual(
      fold(fs, shape, (v) => v.indexOf(max(v))),
    );
    expect(Array.from(output(to, 'int32', (out) => kernels.argMin([ints], out)))).toEqual(
      fold(is, shape, (v) => v.indexOf(min(v))),
    );
  });

  it('accumulates', () => {
    for (const exclusive of [false, true]) {
      for (const reverse of [false, true]) {
        const is = data(ints);
        const expected = new Int32Array(is.length);
        for (let o = 0; o < outer; o++)
          for (let j = 0; j < inner; j++) {
            let s = 0;
            for (let i = 0; i < n; i++) {
              const at = (o * n + (reverse ? n - 1 - i : i)) * inner + j;
              expected[at] = exclusive ? s : s + is[at];
              s += is[at];
            }
          }
        expect(output(shape, 'int32', (out) => kernels.cumsum([ints], out, { exclusive, reverse }))).toEqual(expected);
        const floats = view(shape, Float32Array.from(is));
        expect(
          Array.from(output(shape, 'float32', (out) => kernels.cumsum([floats], out, { exclusive, reverse }))),
        ).toEqual(Array.from(expected));
      }
    }
  });

  it('asks any and all', () => {
    const bools = view(
      shape,
      Uint8Array.from(values(x.size, 9), (v) => Number(v > -0.5)),
      'bool',
    );
    expect(Array.from(output(to, 'bool', (out) => kernels.any([bools], out)))).toEqual(
      fold(data(bools), shape, (v) => Number(v.some(Boolean))),
    );
    expect(Array.from(output(to, 'bool', (out) => kernels.all([bools], out)))).toEqual(
      fold(data(bools), shape, (v) => Number(v.every(Boolean))),
    );
  });
});

it('lets NaN through extremes, and finds the first', () => {
  const x = view([1, 6, 1], Float32Array.of(1, 3, Number.NaN, 2, Number.NaN, 9));
  expect(Array.from(output([1, 1], 'float32', (out) => kernels.max([x], out)))).toEqual([Number.NaN]);
  expect(Array.from(output([1, 1], 'float32', (out) => kernels.min([x], out)))).toEqual([Number.NaN]);
  expect(Array.from(output([1, 1], 'int32', (out) => kernels.argMax([x], out)))).toEqual([2]);
});

it('adds nothing to 0 and multiplies nothing to 1', () => {
  const x = view([2, 0, 3], new Float32Array(0));
  expect(Array.from(output([2, 3], 'float32', (out) => kernels.sum([x], out)))).toEqual([0, 0, 0, 0, 0, 0]);
  expect(Array.from(output([2, 3], 'float32', (out) => kernels.prod([x], out)))).toEqual([1, 1, 1, 1, 1, 1]);
});

it('sums a million values to seven digits', () => {
  const x = view([1, 1_000_000, 1], new Float32Array(1_000_000).fill(0.1));
  expect(output([1, 1], 'float32', (out) => kernels.sum([x], out))[0]).toBeCloseTo(1_000_000 * Math.fround(0.1), -0.5);
});

it.each([
  [1, 1, 1],
  [3, 10, 10],
  [2, 100, 5],
  [1, 50, 1],
])('finds the top of [%i, %i], k = %i', (outer, n, k) => {
  const xs = Float32Array.from(values(outer * n, 4), (v) => Math.round(v * 20));
  const expected: number[] = [];
  for (let o = 0; o < outer; o++) {
    const row = Array.from(xs.slice(o * n, (o + 1) * n), (v, i) => [v, i]);
    expected.push(
      ...row
        .sort((a, b) => b[0] - a[0] || a[1] - b[1])
        .slice(0, k)
        .map(([, i]) => i),
    );
  }
  expect(
    Array.from(output([outer, k], 'int32', (out) => kernels.topKIndices([view([outer, n], xs)], out, { k }))),
  ).toEqual(expected);
});
