import { memory, seed } from '@striate/tensor';
import { expect, it } from 'vitest';
import { conv2d } from '../layers/Conv2D';
import { dense } from '../layers/Dense';
import { flatten } from '../layers/Flatten';
import { maxPooling2d } from '../layers/Pooling2D';
import { sequential } from '../models/Sequential';
import { adam } from '../optimizers/Adam';
import { stripes, useCpu } from '../testing';

useCpu();

it('trains in a page, which stays alive meanwhile, and refuses to write files', async () => {
  seed(1);
  const net = sequential([
    conv2d({ filters: 4, kernelSize: 3, activation: 'relu', inputShape: [8, 8, 1] }),
    maxPooling2d(),
    flatten(),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  net.compile({
    optimizer: adam({ learningRate: 0.01 }),
    loss: 'sparseCategoricalCrossentropy',
    metrics: ['accuracy'],
  });
  const { x, y } = stripes(32);
  let ticks = 0;
  const timer = setInterval(() => ticks++, 5);
  await net.fit(x, y, { epochs: 5, verbose: 0 });
  const before = memory();
  const { history } = await net.fit(x, y, { epochs: 200, verbose: 0 });
  clearInterval(timer);
  expect(history.accuracy.at(-1)).toBe(1);
  expect(memory().bytes).toBeLessThanOrEqual(before.bytes);
  expect(memory().tensors).toBeLessThanOrEqual(before.tensors);
  expect(ticks).toBeGreaterThan(0);
  const message = 'saveWeights: there are no files to write here; toSafetensors()';
  await expect(net.saveWeights('w.safetensors')).rejects.toThrow(message);
  await net.loadWeights(new Blob([(await net.toSafetensors()).slice()]));
});
