import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
  loadModel,
  maxPooling2d,
  ones,
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

test('a model is saved whole, and loaded, in the formats of Keras', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'striate-'));
  try {
    const net = sequential([dense({ units: 2, inputShape: [3] })]);
    const x = ones([1, 3]);
    for (const name of ['net.keras', 'net.h5']) {
      const path = join(folder, name);
      await net.save(path);
      expect(await (await (await loadModel(path)).predict(x)).data()).toEqual(await (await net.predict(x)).data());
      const twin = sequential([dense({ units: 2, inputShape: [3] })]);
      await twin.loadWeights(path);
      expect(await twin.weights[0].data()).toEqual(await net.weights[0].data());
      // As a visitor drops it: a file has no path, its bytes tell what it is.
      const bytes = await readFile(path);
      for (const source of [new Blob([Uint8Array.from(bytes)]), bytes]) {
        const other = sequential([dense({ units: 2, inputShape: [3] })]);
        await other.loadWeights(source);
        expect(await other.weights[0].data()).toEqual(await net.weights[0].data());
      }
    }
    await expect(net.save(join(folder, 'net.onnx'))).rejects.toThrow(/should end with one of .keras, .h5, .hdf5/);
    expect(await readdir(folder)).toEqual(['net.h5', 'net.keras']);
  } finally {
    await rm(folder, { recursive: true });
  }
});
