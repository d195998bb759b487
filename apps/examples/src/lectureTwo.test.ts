import { randomUniform } from 'striate';
import { expect, test } from 'vitest';
import { lectureTwo } from './lectureTwo';

test('classifies, and shares its weights with the model that shows every stage', async () => {
  const { classifier, eye } = lectureTwo();
  expect((await classifier.predict(randomUniform([2, 28, 28, 1]))).shape).toEqual([2, 10]);
  for (const weight of eye.weights) expect(classifier.weights).toContain(weight);
});

test('shows what each stage extracts, between 0 and 1 after a sigmoid', async () => {
  const stages = await lectureTwo().eye.predictAll(randomUniform([1, 28, 28, 1]));
  expect(stages.map(({ shape }) => shape)).toEqual([
    [1, 26, 26, 8],
    [1, 24, 24, 16],
    [1, 12, 12, 16],
  ]);
  for (const value of await stages[2].data()) expect(value > 0 && value < 1).toBe(true);
});
