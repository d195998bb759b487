// What the zoo's pages say of each network is counted on it. `npx vitest run --project node apps/docs/tests/zoo.test.ts -u`
// writes the file anew.
import { expect, test } from 'vitest';
import { describe, names } from '../src/zoo/describe';

test('the figures of the zoo are those of its networks', { timeout: 240_000 }, async () => {
  const facts = names.map((name) => JSON.stringify(describe(name)));
  await expect(`[\n  ${facts.join(',\n  ')}\n]\n`).toMatchFileSnapshot('../src/zoo/networks.generated.json');
});
