import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('LeNet-5 slides over a row of digits, and over what is drawn there, on %s', async (root) => {
  const { page, problems } = await site.visit(`${root}course/applications/`);
  const part = page.locator('striate-sliding-network');
  const read = part.locator('.result strong');
  await part.evaluate((element) => element.scrollIntoView());
  await part.locator('button.play').click();
  await expect.poll(() => read.textContent(), { timeout: 60_000 }).toBe('3 1 7 6 5');
  expect(await part.locator('.sheet .box').count()).toBe(5);
  expect(await part.locator('.costs dd:not(.length)').allTextContents()).toEqual(['3,880,680', '12,079,080']);

  // The window of the first digit, by the keyboard: it is a three.
  const map = part.locator('[role=slider]');
  await map.focus();
  await page.keyboard.press('Home');
  expect(await map.getAttribute('aria-valuenow')).toBe('1');
  await expect.poll(() => part.locator('ul.bars li.most').getAttribute('data-label')).toBe('3');

  // A one, drawn into the empty field.
  await part.locator('.controls button').nth(1).click();
  await expect.poll(() => part.locator('.sheet .box').count()).toBe(0);
  const box = await part.locator('striate-drawing-pad canvas[role=application]').boundingBox();
  if (!box) throw new Error('no pad');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height * 0.8, { steps: 8 });
  await page.mouse.up();
  await expect.poll(() => read.textContent()).toBe('1');
  expect(new URL(page.url()).searchParams.get('sliding-network.seed')).toBe('0');
  expect(problems).toEqual([]);
});
