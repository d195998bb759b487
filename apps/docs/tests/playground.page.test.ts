import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('the kernel playground computes the example of the first lecture on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/convolution-by-hand/`);
  const part = page.locator('striate-kernel-playground');
  await part.evaluate((element) => element.scrollIntoView());
  await part.locator('button.play').click();
  const output = part.locator('.output td');
  // The filter slides on its own, a number a step.
  await expect.poll(() => output.allInnerTexts(), { timeout: 30_000 }).toEqual(['15', '16', '6', '15']);
  expect(problems).toEqual([]);
});
