import { philox } from '@striate/tensor';
import { expect, it } from 'vitest';
import { kernels, output } from '../testBench';

it.each([1, 4, 15, 16, 17, 1000])('makes the same %i numbers as the reference', (n) => {
  const key = [0xdeadbeef, 42] as const;
  const counter = [7, 0xffffffff] as const;
  const words = new Uint32Array(4);
  const expected = Array.from({ length: n }, (_, i) => {
    philox(i >> 2, 0, counter[0], counter[1], key[0], key[1], words);
    return (words[i & 3] >>> 8) * 2 ** -24;
  });
  const draw = (size: number, first: number, low: number, high: number) =>
    output([size], 'float32', (out) =>
      kernels.randomUniform([], out, { shape: [size], key, counter, first, low, high }),
    );
  expect(Array.from(draw(n, 0, 0, 1))).toEqual(expected);
  if (n > 8) expect(draw(n - 8, 8, 0, 1)).toEqual(draw(n, 0, 0, 1).slice(8));
  const spread = expected.map((u) => Math.fround(Math.fround(u * Math.fround(3.3)) + Math.fround(-1.1)));
  expect(Array.from(draw(n, 0, -1.1, 2.2))).toEqual(spread);
});
