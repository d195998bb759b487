import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { BackendRace } from './BackendRace';

test('every runner computes the same, and is timed', async () => {
  const part = new BackendRace();
  part.layer = 1;
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => Object.keys(part.results), { timeout: 50_000 })
    .toEqual(['typescript', 'wasm', 'threads', 'webgl']);
  const { typescript, wasm, webgl } = part.results;
  for (const result of [typescript, wasm, webgl]) expect(result).toMatchObject({ ms: expect.any(Number) });
  for (const result of Object.values(part.results))
    if (result !== 'absent') expect(result.difference).toBeLessThan(1e-4);
  part.remove();
});
