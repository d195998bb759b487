import { bytesPerElement, type DType, type Shape, sizeOf } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import { data, kernels, output, values, view } from '../testBench';
import { denseStrides } from './strided';

function numbered(shape: Shape, dtype: DType) {
  const size = sizeOf(shape);
  const list = Array.from({ length: size }, (_, i) => (bytesPerElement[dtype] === 1 ? i % 251 : i));
  return view(
    shape,
    dtype === 'float32' ? Float32Array.from(list) : dtype === 'int32' ? Int32Array.from(list) : Uint8Array.from(list),
    dtype,
  );
}

/** The values of a strided walk over `x`. */
function walk(x: ArrayLike<number>, start: number, shape: Shape, strides: readonly number[]): number[] {
  return Array.from({ length: sizeOf(shape) }, (_, flat) => {
    let at = start;
    let rest = flat;
    for (let i = shape.length - 1; i >= 0; i--) {
      at += (rest % shape[i]) * strides[i];
      rest = Math.floor(rest / shape[i]);
    }
    return x[at];
  });
}

describe.each(['float32', 'int32', 'uint8'] as const)('shape kernels on %s', (dtype) => {
  it.each<[Shape, number[]]>([
    [
      [3, 5],
      [1, 0],
    ],
    [
      [64, 100],
      [1, 0],
    ],
    [
      [2, 3, 4],
      [2, 1, 0],
    ],
    [
      [2, 3, 4, 5],
      [0, 3, 1, 2],
    ],
    [
      [2, 3, 4, 5],
      [0, 2, 3, 1],
    ],
    [
      [2, 3, 4, 5],
      [3, 1, 0, 2],
    ],
    [[7], [0]],
    [
      [1, 5, 1, 6],
      [3, 2, 1, 0],
    ],
    [
      [2, 2, 2, 2, 2, 2],
      [5, 3, 1, 0, 2, 4],
    ],
    [
      [9, 130],
      [1, 0],
    ],
    [
      [5, 6, 7],
      [1, 0, 2],
    ],
  ])('transpose %j by %j', (shape, perm) => {
    const x = numbered(shape, dtype);
    const to = perm.map((axis) => shape[axis]);
    const strides = denseStrides(shape, 1);
    const y = output(to, dtype, (out) => kernels.transpose([x], out, { perm }));
    expect(Array.from(y)).toEqual(
      walk(
        data(x),
        0,
        to,
        perm.map((axis) => strides[axis]),
      ),
    );
  });

  it.each<[Shape, Shape]>([
    [[1], [5]],
    [[], [2, 3]],
    [
      [3, 1],
      [3, 4],
    ],
    [[4], [3, 4]],
    [
      [2, 1, 3, 1],
      [2, 5, 3, 2],
    ],
    [
      [1, 17],
      [30, 17],
    ],
  ])('broadcast %j to %j', (shape, to) => {
    const x = numbered(shape, dtype);
    const dense = denseStrides(shape, 1);
    const extra = to.length - shape.length;
    const strides = to.map((_, i) => (i < extra || shape[i - extra] === 1 ? 0 : dense[i - extra]));
    expect(Array.from(output(to, dtype, (out) => kernels.broadcastTo([x], out)))).toEqual(
      walk(data(x), 0, to, strides),
    );
  });

  it('slices with steps', () => {
    const x = numbered([6, 7, 9], dtype);
    const params = { begin: [1, 0, 2], size: [2, 7, 3], strides: [3, 1, 2] };
    expect(Array.from(output([2, 7, 3], dtype, (out) => kernels.slice([x], out, params)))).toEqual(
      walk(data(x), 63 + 2, [2, 7, 3], [189, 9, 2]),
    );
  });

  it('flips', () => {
    const x = numbered([3, 4, 5], dtype);
    expect(Array.from(output([3, 4, 5], dtype, (out) => kernels.flip([x], out, { axes: [0, 2] })))).toEqual(
      walk(data(x), 44, [3, 4, 5], [-20, 5, -1]),
    );
    expect(Array.from(output([3, 4, 5], dtype, (out) => kernels.flip([x], out, { axes: [1] })))).toEqual(
      walk(data(x), 15, [3, 4, 5], [20, -5, 1]),
    );
  });

  it('pads', () => {
    const x = numbered([2, 3], dtype);
    const y = output([5, 6], dtype, (out) =>
      kernels.pad([x], out, {
        paddings: [
          [1, 2],
          [3, 0],
        ],
        value: 7,
      }),
    );
    expect(Array.from(y)).toEqual([
      7, 7, 7, 7, 7, 7, 7, 7, 7, 0, 1, 2, 7, 7, 7, 3, 4, 5, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
    ]);
  });

  it.each([1, 3, 20])('joins along the middle, inner %i', (inner) => {
    const [a, b] = [numbered([2, 1, inner], dtype), numbered([2, 3, inner], dtype)];
    const [x, y] = [data(a), data(b)].map((v) => Array.from(v));
    const expected = [0, 1].flatMap((o) => [
      ...x.slice(o * inner, (o + 1) * inner),
      ...y.slice(o * 3 * inner, (o + 1) * 3 * inner),
    ]);
    expect(Array.from(output([2, 4, inner], dtype, (out) => kernels.concat([a, b], out)))).toEqual(expected);
  });

  it('gathers', () => {
    const x = numbered([2, 4, 3], dtype);
    const indices = view([3], Int32Array.of(3, 0, 3));
    const expected = [9, 10, 11, 0, 1, 2, 9, 10, 11, 21, 22, 23, 12, 13, 14, 21, 22, 23];
    expect(Array.from(output([2, 3, 3], dtype, (out) => kernels.gather([x, indices], out)))).toEqual(expected);
  });

  it('fills', () => {
    expect(Array.from(output([7], dtype, (out) => kernels.fill([], out, { shape: [7], dtype, value: 3 })))).toEqual([
      3, 3, 3, 3, 3, 3, 3,
    ]);
  });
});

it('adds rows where indices say, duplicates too', () => {
  const updates = view(
    [1, 3, 5],
    Float32Array.from({ length: 15 }, (_, i) => i),
  );
  const indices = view([3], Int32Array.of(1, 3, 1));
  const expected = [0, 0, 0, 0, 0, 10, 12, 14, 16, 18, 0, 0, 0, 0, 0, 5, 6, 7, 8, 9];
  expect(
    Array.from(output([1, 4, 5], 'float32', (out) => kernels.scatterAdd([updates, indices], out, { n: 4 }))),
  ).toEqual(expected);
});

it('names an index that is out of range', () => {
  const x = numbered([1, 4, 2], 'float32');
  const indices = view([3], Int32Array.of(1, 4, -1));
  expect(() => output([1, 3, 2], 'float32', (out) => kernels.gather([x, indices], out))).toThrow(
    'gather: index 4 at position 1 is outside an axis of size 4',
  );
  const negative = view([1], Int32Array.of(-1));
  expect(() => output([1, 4, 2], 'float32', (out) => kernels.scatterAdd([x, negative], out, { n: 4 }))).toThrow(
    'index -1',
  );
});

describe('cast', () => {
  const floats = Float32Array.of(
    0,
    -0,
    1.9,
    -1.9,
    255.7,
    256,
    300,
    -5,
    Number.NaN,
    1e10,
    -1e10,
    0.3,
    Number.POSITIVE_INFINITY,
  );
  const x = view([13], floats);
  const cast = (from: typeof x, dtype: DType) =>
    Array.from(output([from.size], dtype, (out) => kernels.cast([from], out)));

  it('truncates and saturates floats', () => {
    expect(cast(x, 'int32')).toEqual([0, 0, 1, -1, 255, 256, 300, -5, 0, 2147483647, -2147483648, 0, 2147483647]);
    expect(cast(x, 'uint8')).toEqual([0, 0, 1, 0, 255, 255, 255, 0, 0, 255, 0, 0, 255]);
    expect(cast(x, 'bool')).toEqual([0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);
    expect(cast(x, 'float32')).toEqual(Array.from(floats));
  });

  it('takes integers, bytes and bools anywhere', () => {
    const ints = view([5], Int32Array.of(-3, 0, 5, 400, 16777217));
    expect(cast(ints, 'float32')).toEqual([-3, 0, 5, 400, 16777216]);
    expect(cast(ints, 'uint8')).toEqual([0, 0, 5, 255, 255]);
    expect(cast(ints, 'bool')).toEqual([1, 0, 1, 1, 1]);
    const bytes = view([6], Uint8Array.of(0, 1, 2, 200, 255, 7));
    expect(cast(bytes, 'float32')).toEqual([0, 1, 2, 200, 255, 7]);
    expect(cast(bytes, 'int32')).toEqual([0, 1, 2, 200, 255, 7]);
    expect(cast(bytes, 'bool')).toEqual([0, 1, 1, 1, 1, 1]);
    const bools = view([3], Uint8Array.of(1, 0, 1), 'bool');
    expect(cast(bools, 'uint8')).toEqual([1, 0, 1]);
    expect(cast(bools, 'float32')).toEqual([1, 0, 1]);
  });
});

it('copies large transposes', () => {
  const x = view([300, 257], values(300 * 257));
  const y = output([257, 300], 'float32', (out) => kernels.transpose([x], out, { perm: [1, 0] }));
  expect(Array.from(y)).toEqual(walk(data(x), 0, [257, 300], [1, 257]));
});
