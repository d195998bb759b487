// Every built page in Chromium: nothing on the console, no link that leads nowhere, little JavaScript before play.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { modules } from '@striate/parts/modules';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { brokenLinks } from './brokenLinks';

const dist = 'apps/docs/dist';
const files = readdirSync(dist, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.html'));
const pages = files.map((name) => `/${name.replace(/index\.html$/, '')}`);

let site: Site;
beforeAll(async () => {
  site = await openSite(dist, { chromium: inject('chromium') });
});
afterAll(() => site.close());

/** Runs a task for each item, a few at a time. */
async function each<T>(items: readonly T[], task: (item: T) => Promise<void>): Promise<void> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await task(item);
  };
  await Promise.all(Array.from({ length: 4 }, lane));
}

/** The reference is written by one program: a few of its pages stand for all. */
const opened = pages.filter((path, i) => !path.includes('/reference/api/') || i % 12 === 0);

test('every page opens without an error', { timeout: 600_000 }, async () => {
  const found: string[] = [];
  await each(opened, async (path) => {
    const { page, problems } = await site.visit(path);
    await page.waitForLoadState('load');
    found.push(...problems.map((problem) => `${path}: ${problem}`));
    await page.context().close();
  });
  expect(found).toEqual([]);
});

test('every link within the site leads to a page, and to a place on it', { timeout: 120_000 }, () => {
  expect(brokenLinks(dist)).toEqual([]);
});

const courseLimit = 60 * 1024;
test('a chapter brings at most 60 KB of JavaScript before anything is played', { timeout: 240_000 }, async () => {
  const { gzipSync } = await import('node:zlib');
  const sizes: [path: string, kilobytes: number][] = [];
  await each(
    pages.filter((path) => /^\/course\/.+/.test(path)),
    async (path) => {
      const { page } = await site.visit(path);
      // Parts load as they come near: a visitor reads the whole page.
      await page.evaluate(async (selector) => {
        for (const part of document.querySelectorAll(selector)) {
          part.scrollIntoView();
          await customElements.whenDefined(part.localName);
        }
      }, Object.keys(modules).join());
      const names = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
      // The search box fetches its own, 26 KB, when the browser is idle: on any page, sooner or later.
      const scripts = names.filter((name) => /(?<!\/ui-core\.[^/]*)\.js$/.test(new URL(name).pathname));
      const bytes = scripts.map((name) => gzipSync(readFileSync(join(dist, new URL(name).pathname))).length);
      sizes.push([path, bytes.reduce((a, b) => a + b, 0)]);
      await page.context().close();
    },
  );
  console.log(sizes.map(([path, bytes]) => `${(bytes / 1024).toFixed(1)} KB ${path}`).join('\n'));
  expect(sizes.filter(([, bytes]) => bytes > courseLimit)).toEqual([]);
});
