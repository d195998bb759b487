import type { Shape, TypedArray, View } from '@striate/tensor';
import { broadcastShapes, sizeOf } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import type { Ptr } from '../memory';
import { data, kernels, output, random, values, view } from '../testBench';

/** Values of `x` repeated to fill `shape`. */
function spread(x: TypedArray, from: Shape, shape: Shape): number[] {
  return Array.from({ length: sizeOf(shape) }, (_, flat) => {
    let [at, stride, rest] = [0, 1, flat];
    for (let i = 1; i <= shape.length; i++) {
      const index = rest % shape[shape.length - i];
      rest = Math.floor(rest / shape[shape.length - i]);
      const d = i <= from.length ? from[from.length - i] : 1;
      if (d > 1) at += index * stride;
      stride *= d;
    }
    return x[at];
  });
}

type Kernel2 = (inputs: readonly [View<Ptr>, View<Ptr>], out: View<Ptr>) => void;

function check(
  kernel: Kernel2,
  a: View<Ptr>,
  b: View<Ptr>,
  dtype: 'float32' | 'int32' | 'bool',
  reference: (x: number, y: number) => number,
): void {
  const shape = broadcastShapes(a.shape, b.shape, 'test');
  const left = spread(data(a), a.shape, shape);
  const right = spread(data(b), b.shape, shape);
  const y = output(shape, dtype, (out) => kernel([a, b], out));
  expect(Array.from(y)).toEqual(left.map((v, i) => reference(v, right[i])));
}

const shapes: [Shape, Shape][] = [
  [[5], [5]],
  [
    [3, 4],
    [3, 4],
  ],
  [[], [7]],
  [[9], [1]],
  [[6, 5], [5]],
  [[6, 8], [8]],
  [[5], [6, 5]],
  [
    [6, 1],
    [6, 5],
  ],
  [
    [6, 5],
    [6, 1],
  ],
  [
    [6, 1],
    [1, 5],
  ],
  [
    [2, 1, 4],
    [2, 3, 4],
  ],
  [
    [2, 3, 4],
    [3, 1],
  ],
  [
    [2, 1, 3, 1, 5],
    [1, 4, 1, 2, 5],
  ],
  [
    [3, 1, 2, 1],
    [1, 2, 1, 3],
  ],
  [[40, 3], [3]],
];

describe('binary broadcasting', () => {
  it.each(shapes)('%j with %j', (s, t) => {
    check(kernels.sub, random(s, 1), random(t, 2), 'float32', (x, y) => Math.fround(x - y));
    const ints = (shape: Shape, seed: number) =>
      view(
        shape,
        Int32Array.from(values(sizeOf(shape), seed), (v) => v * 9),
      );
    check(kernels.mul, ints(s, 3), ints(t, 4), 'int32', Math.imul);
    check(kernels.lessEqual, ints(s, 3), ints(t, 4), 'bool', (x, y) => Number(x <= y));
    const bools = (shape: Shape, seed: number) =>
      view(
        shape,
        Uint8Array.from(values(sizeOf(shape), seed), (v) => Number(v > 0)),
        'bool',
      );
    check(kernels.logicalAnd, bools(s, 5), bools(t, 6), 'bool', (x, y) => x & y);
    check(kernels.logicalOr, bools(s, 5), bools(t, 6), 'bool', (x, y) => x | y);

    const shape = broadcastShapes(s, t, 'test');
    const cond = bools(t, 7);
    const [a, b] = [random(s, 8), random(t, 9)];
    const expected = spread(data(cond), t, shape).map((c, i) =>
      c ? spread(data(a), s, shape)[i] : spread(data(b), t, shape)[i],
    );
    expect(Array.from(output(shape, 'float32', (out) => kernels.select([cond, a, b], out)))).toEqual(expected);
    const [p, q] = [bools(s, 10), bools(t, 11)];
    const bytes = spread(data(cond), t, shape).map((c, i) =>
      c ? spread(data(p), s, shape)[i] : spread(data(q), t, shape)[i],
    );
    expect(Array.from(output(shape, 'bool', (out) => kernels.select([cond, p, q], out)))).toEqual(bytes);
  });
});

describe('binary values', () => {
  const a = view([9], Float32Array.of(5, -5, 5, -5, 0, 7.5, Number.NaN, 1, 3));
  const b = view([9], Float32Array.of(3, 3, -3, -3, 2, 2, 1, Number.NaN, 3));
  const floorMod = (x: number, y: number) => {
    const r = x % y;
    return r !== 0 && r < 0 !== y < 0 ? r + y : r;
  };

  it('compares, NaN with nothing', () => {
    check(kernels.equal, a, b, 'bool', (x, y) => Number(x === y));
    check(kernels.notEqual, a, b, 'bool', (x, y) => Number(x !== y));
    check(kernels.less, a, b, 'bool', (x, y) => Number(x < y));
    check(kernels.greater, a, b, 'bool', (x, y) => Number(x > y));
    check(kernels.greaterEqual, a, b, 'bool', (x, y) => Number(x >= y));
  });

  it('takes extremes, NaN wins', () => {
    check(kernels.maximum, a, b, 'float32', Math.max);
    check(kernels.minimum, a, b, 'float32', Math.min);
  });

  it('divides and takes remainders with the sign of the divisor', () => {
    check(kernels.div, a, b, 'float32', (x, y) => Math.fround(x / y));
    check(kernels.mod, a, b, 'float32', floorMod);
    const [i, j] = [view([5], Int32Array.of(7, -7, 7, -7, 4)), view([5], Int32Array.of(3, 3, -3, -3, 0))];
    check(kernels.mod, i, j, 'int32', (x, y) => (y === 0 ? 0 : floorMod(x, y) + 0));
    check(kernels.maximum, i, j, 'int32', Math.max);
    check(kernels.minimum, i, j, 'int32', Math.min);
  });

  it('raises to powers within 1 ulp', () => {
    const [x, y] = [values(4000, 5).map((v) => Math.exp(v * 20)), values(4000, 6).map((v) => v * 4)];
    const r = output([4000], 'float32', (out) => kernels.pow([view([4000], x), view([4000], y)], out));
    expect(Math.max(...r.map((v, i) => Math.abs(v / x[i] ** y[i] - 1)))).toBeLessThan(1.3e-7);
  });

  it('knows the special powers', () => {
    const table: [number, number, number][] = [
      [2, 0, 1],
      [Number.NaN, 0, 1],
      [1, Number.NaN, 1],
      [-2, 3, -8],
      [-2, 2, 4],
      [-2, 0.5, Number.NaN],
      [0, 2, 0],
      [0, -1, Number.POSITIVE_INFINITY],
      [Number.POSITIVE_INFINITY, 0.5, Number.POSITIVE_INFINITY],
      [2, Number.NEGATIVE_INFINITY, 0],
      [0.5, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      [Number.NaN, 2, Number.NaN],
      [2, Number.NaN, Number.NaN],
      [10, 39, Number.POSITIVE_INFINITY],
      [10, -46, 0],
      [10, -45, Math.fround(1e-45)],
      [-1, 1e30, 1],
    ];
    const [x, y] = [0, 1].map((i) =>
      view(
        [table.length],
        Float32Array.from(table, (row) => row[i]),
      ),
    );
    expect(Array.from(output([table.length], 'float32', (out) => kernels.pow([x, y], out)))).toEqual(
      table.map((row) => row[2]),
    );
  });
});
