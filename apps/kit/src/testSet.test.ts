import { confusionMatrix, dense, flatten, randomUniform, sequential } from 'striate';
import { expect, test } from 'vitest';
import { readTestSet } from './testSet';

test('finds the mistakes, the surest first', async () => {
  const net = sequential([flatten({ inputShape: [4, 4, 1] }), dense({ units: 3, activation: 'softmax' })]);
  net.compile({ loss: 'sparseCategoricalCrossentropy', metrics: [confusionMatrix({ name: 'accuracy' })] });
  const images = randomUniform([30, 4, 4, 1]);
  const labels = new Int32Array(30).fill(1);

  const { accuracy, counts, guesses, loss, mistakes } = await readTestSet(net, images, { labels });
  expect(guesses).toEqual([...(await (await net.predict(images)).argMax().data())]);
  expect(mistakes).toHaveLength(30 - counts[1][1]);
  expect(accuracy).toBeCloseTo(counts[1][1] / 30, 6);
  expect(loss).toBeGreaterThan(0);
  expect(counts.flat().reduce((sum, count) => sum + count, 0)).toBe(30);
  for (const { truth, guess, probability, pixels } of mistakes) {
    expect(truth).toBe(1);
    expect(guess).not.toBe(1);
    expect(probability).toBeGreaterThan(1 / 3);
    expect(pixels).toHaveLength(16);
  }
  const probabilities = mistakes.map(({ probability }) => probability);
  expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
});
