import { existsSync } from 'node:fs';
import { openSite, type Site, type SitePage } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

type Page = SitePage['page'];

let site: Site;

beforeAll(async () => {
  site = await openSite('apps/style-transfer/dist', { chromium: inject('chromium') });
});

afterAll(() => site.close());

const pixels = (page: Page) =>
  page.locator('canvas.result').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
const loss = async (page: Page, name: string) => Number(await page.locator(`output.${name}`).textContent());
const isOver = (page: Page) => page.getByRole('button', { name: 'Save as PNG' }).waitFor({ timeout: 120_000 });

async function paint(page: Page, steps: number, action = 'Paint'): Promise<void> {
  await page.getByLabel('Size (pixels)').fill('48');
  await page.getByLabel(/^Steps/).fill(String(steps));
  await page.getByRole('button', { name: `▶ ${action}` }).click();
  await isOver(page);
}

test('paints a photograph: the style comes nearer, and the same seed gives the same picture', async () => {
  const { page, problems } = await site.visit('/');
  await page.getByRole('button', { name: 'mosaic' }).click();
  await paint(page, 1);
  const before = await loss(page, 'style');
  await paint(page, 15);
  expect(await loss(page, 'style')).toBeLessThan(0.8 * before);
  const first = await pixels(page);
  await paint(page, 15);
  expect(await pixels(page)).toBe(first);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as PNG' }).click();
  expect((await download).suggestedFilename()).toBe('picture.png');
  expect(problems).toEqual([]);
});

test('dreams, and stops when it is told', async () => {
  const { page, problems } = await site.visit('/');
  await page.getByRole('button', { name: 'Dream', exact: true }).click();
  await paint(page, 3, 'Dream');
  expect(await page.getByRole('status').textContent()).toContain('Step 9 of 9');
  await page.getByLabel(/^Steps/).fill('2000');
  await page.getByRole('button', { name: '▶ Dream' }).click();
  await page.getByRole('button', { name: 'Stop' }).click();
  await isOver(page);
  expect(await page.getByRole('alert').count()).toBe(0);
  expect(problems).toEqual([]);
});

const weights = '../shared/data/googlenet/bvlc_googlenet.safetensors';
test.runIf(existsSync(weights))('takes GoogLeNet’s weights from a file (where ../shared/data is)', async () => {
  const { page, problems } = await site.visit('/');
  await page.getByLabel(/Richer with GoogLeNet/).setInputFiles(weights);
  await page.getByText('GoogLeNet, bvlc_googlenet.safetensors').waitFor();
  await paint(page, 2);
  expect(await loss(page, 'content')).toBeGreaterThan(0);
  expect(problems).toEqual([]);
});
