import { tensor } from '@striate/tensor';
import { expect, it } from 'vitest';
import { useCpu, values } from '../testing';
import { averagePooling2d, maxPooling2d } from './Pooling2D';

useCpu();

const x = () => tensor([-1, -2, -3, -4], [1, 1, 4, 1]);

it('pads with what never counts', async () => {
  const options = { poolSize: [1, 3], strides: [1, 2], padding: [0, 1] } as const;
  expect(await values(maxPooling2d(options)(x()))).toEqual([-1, -2]);
  expect(await values(averagePooling2d(options)(x()))).toEqual([-1.5, -3]);
});

it('rounds its size up in ceil mode', async () => {
  const options = { poolSize: [1, 3], strides: [1, 2] } as const;
  expect(await values(maxPooling2d(options)(x()))).toEqual([-1]);
  expect(await values(maxPooling2d({ ...options, ceilMode: true })(x()))).toEqual([-1, -3]);
  expect(await values(averagePooling2d({ ...options, ceilMode: true })(x()))).toEqual([-2, -3.5]);
});
