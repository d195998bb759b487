// The gradient explorer on its page, as a visitor uses it.
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('the numerical check of a gradient passes, on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/training-and-backpropagation/`);
  const part = page.locator('striate-gradient-explorer');
  await part.evaluate((element) => element.scrollIntoView());
  await part.locator('button.play').click();
  await part.locator('[data-action=check]').click();
  await part.locator('.verdict.passes').waitFor();
  expect(problems).toEqual([]);
});
