// The built site as files: no link leads nowhere, and a chapter needs little JavaScript before anything is played.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { modules } from '@striate/parts/modules';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { brokenLinks } from './brokenLinks';

const dist = 'apps/docs/dist';
const chapters = readdirSync(join(dist, 'course'), { withFileTypes: true }).filter((entry) => entry.isDirectory());

let site: Site;
beforeAll(async () => {
  site = await openSite(dist, { chromium: inject('chromium') });
});
afterAll(() => site.close());

test('every link within the site leads to a page, and to a place on it', () => {
  expect(brokenLinks(dist)).toEqual([]);
});

const limit = 60 * 1024;
test('a chapter brings at most 60 KB of JavaScript before anything is played', async () => {
  const sizes: [path: string, kilobytes: number][] = [];
  for (const { name } of chapters) {
    const { page } = await site.visit(`/course/${name}/`);
    // Parts load as they come near: a visitor reads the whole page.
    await page.evaluate(async (selector) => {
      for (const part of document.querySelectorAll(selector)) {
        if (!part.checkVisibility()) continue; // behind a tab
        // What loads above it pushes a part away again.
        while (!customElements.get(part.localName)) {
          part.scrollIntoView({ behavior: 'instant' });
          await new Promise((done) => setTimeout(done, 20));
        }
      }
    }, Object.keys(modules).join());
    const loaded = await page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));
    const scripts = loaded.map((url) => new URL(url).pathname).filter((path) => path.endsWith('.js'));
    const bytes = scripts.map((path) => gzipSync(readFileSync(join(dist, path))).length);
    sizes.push([name, bytes.reduce((a, b) => a + b, 0)]);
    await page.context().close();
  }
  console.log(sizes.map(([name, bytes]) => `${(bytes / 1024).toFixed(1)} KB ${name}`).join('\n'));
  expect(sizes.filter(([, bytes]) => bytes > limit)).toEqual([]);
});

test('the search box comes when somebody searches, and finds', async () => {
  const { page, problems } = await site.visit('/');
  await page.waitForTimeout(1000);
  expect(await page.locator('#starlight__search input').count()).toBe(0);
  await page.locator('site-search button[data-open-modal]').click();
  await page.locator('#starlight__search input').fill('receptive field');
  await page.locator('#starlight__search .pagefind-ui__result').first().waitFor();
  expect(problems).toEqual([]);
});
