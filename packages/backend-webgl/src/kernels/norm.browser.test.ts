import { Generator, moments, setBackend, tensor } from '@striate/tensor';
import { expect, test } from 'vitest';
import { webgl } from '../webgl';

test('a mean far from zero keeps the digits of the variance, over many slices', async () => {
  await setBackend(webgl());
  const rows = 5000;
  const data = new Generator(3).uniform(rows * 6).map((u, i) => 4 * u + 1000 * (i % 6));
  const { mean, variance } = moments(tensor(data, [rows, 6]));
  for (let channel = 0; channel < 6; channel++) {
    const own = Array.from({ length: rows }, (_, i) => data[i * 6 + channel]);
    const exact = own.reduce((total, value) => total + value, 0) / rows;
    const squares = own.reduce((total, value) => total + (value - exact) ** 2, 0) / rows;
    expect((await mean.data())[channel]).toBeCloseTo(exact, 3);
    expect((await variance.data())[channel] / squares).toBeCloseTo(1, 5);
  }
});
