import { readFile } from 'node:fs/promises';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const photos = 'apps/parts/src/photos';
const coffee = `${photos}/coffee.jpg`;

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/teachable/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test('learns from the webcam and from files, answers live, and its file predicts the same', async () => {
  const { page, problems } = await site.visit('/');
  const shares = () =>
    page.locator('#bars meter').evaluateAll((all) => all.map((each) => (each as HTMLMeterElement).value));
  const card = (number: number) => page.locator('striate-class-card').nth(number - 1);

  await page.getByRole('button', { name: 'Use the webcam' }).click();
  await page.locator('striate-image-input canvas').waitFor();
  const record = card(1).locator('button.record');
  await record.hover();
  await page.mouse.down();
  await expect
    .poll(() => card(1).locator('.count').textContent(), { timeout: 30_000 })
    .toMatch(/^([6-9]|\d\d+) pictures/);
  await page.mouse.up();
  await card(2)
    .locator('input[type=file]')
    .setInputFiles(Array.from({ length: 6 }, () => coffee));
  await page.waitForFunction(() => !document.querySelector<HTMLButtonElement>('#train')?.disabled);

  await page.locator('#unfreeze').check();
  await page.locator('#train').click();
  await page.getByText('held out of the training').waitFor({ timeout: 120_000 });
  // The webcam still runs: the bars follow it.
  await expect.poll(async () => (await shares())[0], { timeout: 20_000 }).toBeGreaterThan(0.5);

  await page.locator('striate-image-input input[type=file]').setInputFiles(coffee);
  await expect.poll(async () => (await shares())[1], { timeout: 20_000 }).toBeGreaterThan(0.5);
  await page.waitForTimeout(500);
  const before = await shares();

  const save = async (id: string) => {
    const [download] = await Promise.all([page.waitForEvent('download'), page.locator(id).click()]);
    return { name: download.suggestedFilename(), path: await download.path() };
  };
  const keras = await save('#keras');
  const safetensors = await save('#safetensors');
  expect([keras.name, safetensors.name]).toEqual(['classes.keras', 'classes.safetensors']);
  // A safetensors file begins with the length of its header, which is JSON.
  const bytes = await readFile(safetensors.path);
  expect(bytes.subarray(8, 10).toString()).toBe('{"');

  await page.reload();
  await page.locator('#open').setInputFiles({ name: keras.name, mimeType: '', buffer: await readFile(keras.path) });
  await page.getByText('classes.keras is open.').waitFor();
  await page.locator('striate-image-input input[type=file]').setInputFiles(coffee);
  await expect.poll(async () => (await shares())[1], { timeout: 20_000 }).toBeGreaterThan(0.5);
  (await shares()).forEach((value, i) => {
    expect(value).toBeCloseTo(before[i], 5);
  });
  expect(problems).toEqual([]);
});
