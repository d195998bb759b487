import { randomUniform, tensor } from 'striate';
import { expect, test } from 'vitest';
import { lectureThree } from './lectureThree';

test('has 1,413,834 parameters and trains', async () => {
  const model = lectureThree();
  expect(model.countParams()).toBe(1_413_834);
  expect((await model.predict(randomUniform([2, 28, 28, 1]))).shape).toEqual([2, 10]);
  model.compile({ optimizer: 'sgd', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
  const y = tensor(Int32Array.of(3, 8), [2]);
  const { history } = await model.fit(randomUniform([2, 28, 28, 1]), y, { epochs: 1, verbose: 0 });
  expect(history.loss[0]).toBeGreaterThan(0);
}, 60_000);
