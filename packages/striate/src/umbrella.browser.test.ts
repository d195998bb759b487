import { expect, test } from 'vitest';
import { Dataset, lenet5, mnist, rescale } from './index';

test('in a page, too: the digits come along, and LeNet-5 trains on them', async () => {
  const { train } = await mnist();
  const { data, shape } = train.images;
  const digits = {
    x: { data: data.subarray(0, 256 * 784), shape: [256, ...shape.slice(1)] },
    y: train.labels.slice(0, 256),
  };
  const batches = Dataset.fromArrays(digits)
    .map(({ x, y }) => ({ x: rescale(x), y }))
    .batch(64);
  const net = lenet5();
  net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const { history } = await net.fit(batches, { epochs: 3, verbose: 0 });
  expect(history.loss[2]).toBeLessThan(history.loss[0]);
});
