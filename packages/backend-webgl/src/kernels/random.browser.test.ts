import { Generator, randomUniform, setBackend } from '@striate/tensor';
import { expect, test } from 'vitest';
import { webgl } from '../webgl';

test('random numbers have the bits of the host', async () => {
  await setBackend(webgl());
  for (const shape of [[7], [30, 100], [5, 11, 13], [3000]]) {
    const size = shape.reduce((n, d) => n * d, 1);
    const expected = new Generator(2 ** 40 + 7, 3).uniform(size);
    const [low, high] = [-1.1, 2.3];
    const scaled = expected.map((u) => Math.fround(Math.fround(u * Math.fround(high - low)) + Math.fround(low)));
    const draw = (range?: { low: number; high: number }) =>
      randomUniform(shape, { generator: new Generator(2 ** 40 + 7, 3), ...range }).data();
    expect(await draw()).toEqual(expected);
    expect(await draw({ low, high })).toEqual(scaled);
  }
});
