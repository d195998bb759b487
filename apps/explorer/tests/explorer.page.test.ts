import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { resNetCifar } from 'striate';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/explorer/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test('a model saved by Striate shows its graph, its maps and where it looks', async () => {
  const path = join(mkdtempSync(join(tmpdir(), 'striate-')), 'resnet20.keras');
  await (await resNetCifar(20, { weights: 'cifar10' })).save(path);
  const { page, problems } = await site.visit('/');
  await page.locator('[name=file]').setInputFiles(path);
  await page.locator('#answer').filter({ hasText: '%' }).waitFor();
  expect(await page.locator('#name').textContent()).toMatch(/parameters/);
  expect(await page.locator('#graph svg').count()).toBe(1);
  expect(await page.locator('#summary').textContent()).toContain('conv');
  await page.locator('striate-network-explorer .column').nth(60).waitFor({ state: 'attached' });
  expect(problems).toEqual([]);
});

const keras = '../shared/data/keras-h5/conv2d_tensorflow_1.h5';
const here = existsSync(keras);

test.skipIf(!here)(`a file that Keras saved opens, too${here ? '' : ' (../shared/data is absent)'}`, async () => {
  const { page } = await site.visit('/');
  await page.locator('[name=file]').setInputFiles(keras);
  await page.locator('#state').filter({ hasText: 'is open' }).waitFor();
  expect(await page.locator('#graph svg').count()).toBe(1);
});
