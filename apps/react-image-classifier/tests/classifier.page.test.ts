import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/react-image-classifier/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test('a sample, a file and a file that is none', async () => {
  const { page, problems } = await site.visit('/');
  const answers = page.locator('.answers li');
  await page.getByRole('button', { name: 'cat' }).click();
  await expect.poll(() => answers.count(), { timeout: 30_000 }).toBe(5);
  expect(await answers.first().textContent()).toContain('cat');
  const shares = await answers
    .locator('meter')
    .evaluateAll((bars) => bars.map((bar) => (bar as HTMLMeterElement).value));
  expect([...shares].sort((a, b) => b - a)).toEqual(shares);

  await page.locator('input[type=file]').setInputFiles('apps/parts/src/photos/coffee.jpg');
  await expect.poll(async () => (await answers.first().textContent()) ?? '').not.toContain('cat');

  await page.locator('input[type=file]').setInputFiles('apps/react-image-classifier/package.json');
  await expect.poll(() => page.getByRole('alert').count()).toBe(1);
  expect(await answers.count()).toBe(0);
  expect(problems).toEqual([]);
});
