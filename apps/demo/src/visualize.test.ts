import { lenet5, randomUniform } from 'striate';
import { expect, test } from 'vitest';
import { featureMaps, firstFilters } from './visualize';

test('gives the output of every layer that is not a mere reshape', async () => {
  const stages = await featureMaps(lenet5(), randomUniform([3, 28, 28, 1]), 1);
  expect(stages.map(({ shape }) => shape)).toEqual([
    ...[
      [28, 28, 1],
      [28, 28, 6],
      [14, 14, 6],
      [10, 10, 16],
      [5, 5, 16],
    ],
    ...[[120], [84], [10]],
  ]);
  expect(stages.map(({ parameters }) => parameters)).toEqual([0, 156, 0, 2416, 0, 48_120, 10_164, 850]);
  for (const { shape, values } of stages) expect(values).toHaveLength(shape.reduce((size, axis) => size * axis, 1));
});

test('gives the filters of the first layer', async () => {
  const { size, count, values } = await firstFilters(lenet5());
  expect([size, count, values.length]).toEqual([5, 6, 150]);
});
