import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('eight networks, and the time of two of them here, on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/lenet-5-to-resnet/`);
  const part = page.locator('striate-history-lane').first();
  await expect.poll(() => part.locator('li.network').count(), { timeout: 20_000 }).toBe(8);
  await part.locator('button.play').click();
  const lane = (name: string) => part.locator(`li[data-network=${name}]`);
  for (const name of ['lenet5', 'resNet18']) {
    await lane(name).locator('button.measure:enabled').click();
    await lane(name).locator('output').waitFor({ timeout: 60_000 });
  }
  expect(await lane('lenet5').locator('.stage b').count()).toBe(7);
  await lane('vgg16').locator('button.measure').click();
  await lane('vgg16').getByRole('alert').waitFor();
  expect(problems).toEqual([]);
});
