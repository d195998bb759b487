import { Dataset, dense, flatten, type LabelledImages, randomUniform, sequential } from 'striate';
import { expect, test } from 'vitest';
import { readTestSet } from './testSet';

test('finds the mistakes, the surest first', async () => {
  const net = sequential([flatten({ inputShape: [4, 4, 1] }), dense({ units: 3, activation: 'softmax' })]);
  const images = randomUniform([30, 4, 4, 1]);
  const labels = new Int32Array(30).fill(1);
  const set = { labels, length: 30, images: { data: new Uint8Array(480), shape: [30, 4, 4, 1] } };
  const testSet: LabelledImages = { ...set, dataset: () => Dataset.fromArrays({ x: set.images, y: labels }) };

  const { counts, guesses, mistakes } = await readTestSet(net, images, testSet);
  expect(guesses).toEqual([...(await (await net.predict(images)).argMax().data())]);
  expect(mistakes).toHaveLength(30 - counts[1][1]);
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
