import { cpu, setBackend } from 'striate';
import { beforeAll, expect, test } from 'vitest';
import { emptyNetwork, factsOf } from './factsOf';
import { networkFacts } from './networkFacts.generated';
import { ancestorNames } from './networks';

beforeAll(() => setBackend(cpu({ threads: 1 })));

// The numbers on the page, which are shown before the library is loaded. `vitest -u` writes the file again.
test('the written facts are those of the library', async () => {
  const facts = Object.fromEntries(ancestorNames.map((name) => [name, factsOf(emptyNetwork(name))]));
  const text = `// Written by the test facts.test.ts: vitest run --project node apps/parts/src/historyLane -u
import type { NetworkFacts } from './NetworkFacts';
import type { AncestorName } from './networks';

export const networkFacts: Readonly<Record<AncestorName, NetworkFacts>> = ${JSON.stringify(facts)};
`;
  await expect(text).toMatchFileSnapshot('./networkFacts.generated.ts');
}, 60_000);

test.each([
  ['lenet5', 61_706, 416_520, 5],
  ['alexNetOriginal', 60_965_224, 724_406_816, 8],
  ['vgg16', 138_357_544, 15_470_264_320, 16],
  ['vgg19', 143_667_240, 19_632_062_464, 19],
  ['googLeNetOriginal', 6_998_552, 1_582_671_872, 22],
  ['resNet18', 11_689_512, 1_814_073_344, 18],
  ['resNet34', 21_797_672, 3_663_761_408, 34],
  ['resNet50', 25_557_032, 4_089_184_256, 50],
] as const)('%s has the parameters, multiply-adds and depth that are known of it', (name, parameters, macs, depth) => {
  const facts = networkFacts[name];
  expect(facts.parameters).toBe(parameters);
  expect(facts.macs).toBe(macs);
  expect(facts.depth).toBe(depth);
});
