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
  expect(
    Array.from(output([n], 'float32', (out) => kernels.randomUniform([], out, { shape: [n], key, counter }))),
  ).toEqual(expected);
});
