import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('a network learns three classes, then its last block learns too, on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/transfer-learning/?transfer-learning.epochs=8`);
  const part = page.locator('striate-transfer-learning').first();
  const learning = () =>
    part.locator('li.learns').evaluateAll((all) => all.map((li) => (li as HTMLElement).dataset.block));
  await part.evaluate((element) => element.scrollIntoView());
  await part.locator('button.play').click();
  await part.locator('striate-class-card').nth(2).waitFor({ timeout: 60_000 });
  expect(await learning()).toEqual([]);

  await part.locator('button.head').click();
  await part.locator('.outcome').waitFor({ timeout: 60_000 });
  expect(await learning()).toEqual(['head']);
  // The cat that is shown is the first class.
  await part.locator('ul.bars li.most').first().waitFor();
  expect(
    await part.locator('ul.bars li').evaluateAll((all) => all.findIndex(({ className }) => className === 'most')),
  ).toBe(0);

  await part.locator('button.unfreeze').click();
  await part.locator('li.learns[data-block="layer3.2"]').waitFor({ timeout: 60_000 });
  await part.locator('button.unfreeze:enabled').waitFor({ timeout: 60_000 });
  expect(await learning()).toEqual(['layer3.2', 'head']);
  const cells = (await part.locator('table.confusion tbody td').allTextContents()).map(Number);
  expect(cells).toHaveLength(9);
  expect(cells.reduce((a, b) => a + b)).toBe(15);
  expect(cells[0] + cells[4] + cells[8]).toBeGreaterThan(10);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    part.getByRole('button', { name: '.keras', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('classes.keras');

  await part.locator('striate-image-input button.webcam').click();
  await part.locator('striate-class-card').nth(1).locator('button.record').press('Enter', { delay: 500 });
  await expect
    .poll(async () =>
      Number(/\d+/.exec((await part.locator('striate-class-card .count').nth(1).textContent()) ?? '')?.[0]),
    )
    .toBeGreaterThan(24);
  expect(problems).toEqual([]);
});
