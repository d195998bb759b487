import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { conv2d, dense, globalAveragePooling2d, seed, sequential } from 'striate';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
let folder: string;

beforeAll(async () => {
  site = await openSite('apps/explorer/dist', { chromium: inject('chromium') });
  folder = await mkdtemp(join(tmpdir(), 'striate-explorer-'));
  seed(1);
  const net = sequential([
    conv2d({ filters: 40, kernelSize: 3, activation: 'relu', inputShape: [20, 24, 3], name: 'first' }),
    globalAveragePooling2d(),
    dense({ units: 4, activation: 'softmax' }),
  ]);
  await net.save(join(folder, 'small.keras'));
});

afterAll(async () => {
  await site.close();
  await rm(folder, { recursive: true });
});

test('opens a .keras file: graph, layers, classes, feature maps, Grad-CAM', async () => {
  const { page, problems } = await site.visit('/');
  await page.getByLabel(/Drop or choose a model/).setInputFiles(join(folder, 'small.keras'));
  await page.getByRole('heading', { name: '3 layers, 1,284 parameters' }).waitFor();
  expect(await page.locator('.graph svg').getAttribute('aria-label')).toContain('Model');
  expect(await page.locator('tbody tr').first().textContent()).toMatch(/first\s*Conv2D\s*\[\?, 18, 22, 40\]\s*1,120/);
  await page.locator('ul.bars li').first().waitFor();
  expect(await page.locator('ul.bars li').count()).toBe(4);
  expect(await page.locator('canvas.map').count()).toBe(32);
  await page.getByRole('button', { name: 'All 40' }).click();
  expect(await page.locator('canvas.map').count()).toBe(40);
  expect(
    await page
      .locator('canvas.map')
      .first()
      .evaluate((canvas: HTMLCanvasElement) => [canvas.width, canvas.height]),
  ).toEqual([22, 18]);
  await page.getByText(/Grad-CAM: where it looks/).waitFor();
  expect(problems).toEqual([]);
});

test('the ResNet-20 that comes with Striate sees a cat in the photograph of one', async () => {
  const { page, problems } = await site.visit('/');
  await page.getByRole('button', { name: 'ResNet-20, CIFAR-10' }).click();
  await page.locator('ul.bars li').first().waitFor();
  expect(await page.locator('ul.bars li').first().textContent()).toMatch(/^\s*cat/);
  expect(problems).toEqual([]);
});

test('says what is wrong with a file', async () => {
  const { page } = await site.visit('/');
  const choose = page.getByLabel(/Drop or choose a model/);
  await choose.setInputFiles({ name: 'broken.keras', mimeType: '', buffer: Buffer.from('no archive') });
  await page.getByRole('alert').waitFor();
  expect(await page.getByRole('alert').textContent()).toMatch(/broken\.keras|zip|archive/i);
  await choose.setInputFiles({ name: 'weights.safetensors', mimeType: '', buffer: Buffer.from('{}') });
  await page.getByText(/choose its architecture/).waitFor();
});

const kerasFile = '../shared/data/keras-h5/conv2d_tensorflow_1.h5';
test.runIf(existsSync(kerasFile))('opens a file that Keras 1 wrote (where ../shared/data is)', async () => {
  const { page } = await site.visit('/');
  await page.getByLabel(/Drop or choose a model/).setInputFiles(kerasFile);
  await page.locator('.graph svg').waitFor();
  expect(await page.locator('tbody tr').count()).toBeGreaterThan(0);
});
