import { grad, mul, ones, range, reshape, sum, tensor } from '@striate/tensor';
import { expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { adaptiveAveragePooling2d } from './AdaptiveAveragePooling2D';

useCpu();

const row = (...data: number[]) => tensor(data, [1, 1, data.length, 1]);

it('takes the mean of windows that cover the image, which may overlap', async () => {
  // Of 5 columns in 3 windows: [0, 2), [1, 4), [3, 5).
  const pool = adaptiveAveragePooling2d({ outputSize: [1, 3] });
  expect(await values(pool(row(1, 3, 5, 7, 12)))).toEqual([2, 5, 9.5]);
  const whole = adaptiveAveragePooling2d({ outputSize: 1 })(reshape(range(24), [1, 3, 4, 2]));
  (await values(whole)).forEach((v, i) => expect(v).toBeCloseTo([11, 12][i], 5));
});

it('repeats a smaller image, and passes one of its size on', async () => {
  const pool = adaptiveAveragePooling2d({ outputSize: 2 });
  expect(await values(pool(tensor([3, 5], [1, 1, 1, 2])))).toEqual([3, 5, 3, 5, 3, 5, 3, 5]);
  const x = ones([2, 2, 2, 3]);
  expect(pool(x)).toBe(x);
});

it('has a gradient', async () => {
  const pool = adaptiveAveragePooling2d({ outputSize: [1, 3] });
  const dx = grad((x) => sum(mul(pool(x), row(6, 6, 6))))(row(1, 3, 5, 7, 12));
  (await values(dx)).forEach((v, i) => expect(v).toBeCloseTo([3, 5, 2, 5, 3][i], 5));
});

it('refuses sizes that are none', () => {
  expect(() => adaptiveAveragePooling2d({ outputSize: [7, 0] })).toThrow(
    'adaptiveAveragePooling2d: outputSize must be a whole number >= 1, got 0',
  );
});
