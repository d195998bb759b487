// Every built page in Chromium: nothing on the console.
import { readdirSync } from 'node:fs';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const dist = 'apps/docs/dist';
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const pages = files.map((name) => `/${name.replace(/index\.html$/, '')}`);

let site: Site;
beforeAll(async () => {
  site = await openSite(dist, { chromium: inject('chromium') });
});
afterAll(() => site.close());

/** The reference is written by one program: a few of its pages stand for all. */
const opened = pages.filter((path, i) => !path.includes('/reference/api/') || i % 12 === 0);

test('every page opens without an error', { timeout: 600_000 }, async () => {
  const found: string[] = [];
  for (const path of opened) {
    const { page, problems } = await site.visit(path);
    await page.waitForLoadState('load');
    found.push(...problems.map((problem) => `${path}: ${problem}`));
    await page.context().close();
  }
  expect(found).toEqual([]);
});
