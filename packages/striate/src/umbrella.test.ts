import * as data from '@striate/data';
import * as layers from '@striate/layers';
import * as models from '@striate/models';
import * as tensors from '@striate/tensor';
import { expect, test } from 'vitest';
import * as striate from './index';
import {
  conv2d,
  dense,
  flatten,
  getBackend,
  initializers,
  maxPooling2d,
  ops,
  randomUniform,
  sequential,
  tensor,
  zeros,
} from './index';

test('trains with no further step', async () => {
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    maxPooling2d({ poolSize: 2 }),
    flatten(),
    dense({ units: 2, activation: 'softmax' }),
  ]);
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const x = randomUniform([8, 8, 8, 1]);
  const y = tensor(Int32Array.of(0, 1, 0, 1, 0, 1, 0, 1), [8]);
  const { history } = await net.fit(x, y, { epochs: 2, batchSize: 8, verbose: 0 });
  expect(history.loss).toHaveLength(2);
  expect(history.loss[1]).toBeLessThan(history.loss[0]);
  expect(getBackend().name).toMatch(/cpu/);
});

test.each(Object.entries({ data, layers, models }))('%s stands at the root, every name of it', (_, contents) => {
  for (const [name, value] of Object.entries(contents)) {
    // A tensor of zeros is wanted more often than the initializer.
    const place = name in initializers ? initializers : striate;
    expect(place, name).toHaveProperty(name, value);
  }
});

test('ops has every op, also those whose name at the root is a layer', () => {
  for (const [name, value] of Object.entries(tensors)) expect(ops, name).toHaveProperty(name, value);
  const image = ops.ones([1, 4, 4, 1]);
  expect(ops.conv2d(image, ops.ones([3, 3, 1, 2])).shape).toEqual([1, 2, 2, 2]);
  expect(conv2d({ filters: 2, kernelSize: 3 })(image).shape).toEqual([1, 2, 2, 2]);
  expect(zeros([2, 3]).shape).toEqual([2, 3]);
});
