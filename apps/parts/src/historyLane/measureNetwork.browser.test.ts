import { expect, test } from 'vitest';
import { measureNetwork } from './measureNetwork';
import { networkFacts } from './networkFacts.generated';

test.each(['lenet5', 'resNet18'] as const)('%s: a time for each stage', async (name) => {
  const seen: number[] = [];
  const { stages, whole } = await measureNetwork(name, new ImageData(64, 64), (stage) => seen.push(stage));
  expect(stages).toHaveLength(networkFacts[name].stages.length);
  expect(stages.every((time) => time >= 0)).toBe(true);
  expect(whole).toBeGreaterThan(0);
  expect(seen.at(-1)).toBe(stages.length);
});
