import { randomUniform, tensor } from 'striate';
import { expect, test } from 'vitest';
import { resNet34 } from './resNet34';

test('has 21,306,826 parameters at 224 x 224, moving statistics included', () => {
  expect(resNet34().countParams()).toBe(21_306_826);
}, 60_000);

test('runs and trains on small images', async () => {
  const model = resNet34([32, 32, 3]);
  const x = randomUniform([2, 32, 32, 3]);
  const probabilities = await model.predict(x);
  expect(probabilities.shape).toEqual([2, 10]);
  for (const total of await probabilities.sum(1).data()) expect(total).toBeCloseTo(1, 5);

  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy' });
  const statistics = model.nonTrainableWeights[0];
  const before = await statistics.data();
  const { history } = await model.fit(x, tensor(Int32Array.of(1, 2), [2]), { epochs: 1, verbose: 0 });
  expect(history.loss[0]).toBeGreaterThan(0);
  expect(await statistics.data()).not.toEqual(before);
}, 120_000);
