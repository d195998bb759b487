import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('a sentence, its tone, and what the words add to it, on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/text-classification/`);
  const part = page.locator('striate-sentence-classifier').first();
  const most = () =>
    part.locator('ul.bars li').evaluateAll((all) => all.findIndex(({ className }) => className === 'most'));
  await part.evaluate((element) => element.scrollIntoView());
  await part.locator('button.play').click();
  await part.locator('table.phrases').waitFor({ timeout: 60_000 });
  expect(await most()).toBe(1);

  await part.getByRole('button', { name: 'A dull, lifeless mess that never ends.' }).click();
  await expect.poll(most).toBe(0);
  const contributions = (await part.locator('table.phrases tbody td:nth-child(3)').allTextContents()).map((text) =>
    Number(text.replace('−', '-')),
  );
  const sum = contributions.pop() ?? Number.NaN;
  expect(contributions.reduce((a, b) => a + b)).toBeCloseTo(sum, 0);

  await part.locator('input[type=text]').fill('A zzyzx film');
  await expect.poll(() => part.locator('th.unknown').allTextContents()).toEqual(['zzyzx ?']);
  expect(problems).toEqual([]);
});
