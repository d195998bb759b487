import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/filters/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test('the webcam runs through a filter that changes meanwhile', async () => {
  const { page, problems } = await site.visit('/');
  const result = page.locator('figure.result canvas');
  const pixels = () => result.evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  await expect.poll(() => page.locator('.speed').textContent(), { timeout: 90_000 }).toMatch(/\d+ pictures a second/);
  const photo = await pixels();
  await page.locator('striate-image-input button.webcam').click();
  await expect.poll(pixels, { timeout: 30_000 }).not.toBe(photo);
  const frame = await pixels();
  await expect.poll(pixels, { timeout: 30_000 }).not.toBe(frame); // the picture of the fake camera moves
  await page.getByLabel('Preset').selectOption('identity');
  await page.getByRole('spinbutton', { name: 'Filter 2, 2' }).fill('0');
  await page.getByRole('spinbutton', { name: 'Filter 1, 1' }).focus();
  const isBlack = () =>
    result.evaluate((canvas: HTMLCanvasElement) => {
      const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? { data: [1] };
      return data.every((value, i) => i % 4 === 3 || value === 0);
    });
  await expect.poll(isBlack, { timeout: 30_000 }).toBe(true);
  expect(problems).toEqual([]);
});

test('a pixel shows its products and their sum', async () => {
  const { page } = await site.visit('/');
  await page.locator('.speed', { hasText: 'pictures a second' }).waitFor({ timeout: 90_000 });
  await page.getByLabel('Preset').selectOption('identity');
  await page.locator('figure.result canvas').focus();
  await page.keyboard.press('ArrowRight');
  const formula = await page.locator('.formula').textContent();
  const [, middle, sum] = formula?.match(/(\d+)×1 .*= (\d+)/) ?? [];
  expect(middle).toBeDefined();
  expect(middle).toBe(sum);
});
