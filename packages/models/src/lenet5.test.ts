import { cpu } from '@striate/backend-cpu';
import { randomUniform, setBackend, tensor } from '@striate/tensor';
import { beforeAll, expect, test } from 'vitest';
import { lenet5 } from './lenet5';

beforeAll(() => setBackend(cpu()));

test('has the 61,706 parameters of the architecture, layer by layer', () => {
  const net = lenet5();
  expect(net.countParams()).toBe(61_706);
  const counts = net.layers.map((layer) => layer.countParams());
  expect(counts.filter((count) => count > 0)).toEqual([156, 2_416, 48_120, 10_164, 850]);
});

test('gives one probability a class', async () => {
  const probabilities = await lenet5({ classes: 3 }).predict(randomUniform([4, 28, 28, 1]));
  expect(probabilities.shape).toEqual([4, 3]);
  for (const total of await probabilities.sum(1).data()) expect(total).toBeCloseTo(1, 5);
});

test('takes other sizes, and the average pooling of the paper', async () => {
  const net = lenet5({ inputShape: [32, 32, 3], activation: 'tanh', subsampling: 'average' });
  expect((await net.predict(randomUniform([1, 32, 32, 3]))).shape).toEqual([1, 10]);
  expect(net.layers[1].name).toMatch(/^average_?pooling_?2d/i);
});

test('learns: the loss of one batch falls', async () => {
  const net = lenet5();
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const x = randomUniform([8, 28, 28, 1]);
  const y = tensor(
    Int32Array.from({ length: 8 }, (_, i) => i % 4),
    [8],
  );
  const { history } = await net.fit(x, y, { epochs: 5, batchSize: 8, verbose: 0 });
  expect(history.loss[4]).toBeLessThan(history.loss[0]);
});
