// Every interactive part opens when a visitor presses play, in both languages.
import { readdirSync } from 'node:fs';
import { modules } from '@striate/parts/modules';
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

const chapters = readdirSync('apps/docs/dist/course', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => `course/${name}/`);
const pages = [...chapters, 'guides/backends-and-performance/'];
/** Figures, programs and exercises have no button for all of them. */
const others = ['striate-worked', 'striate-code-cell', 'striate-exercise'];
const elements = Object.keys(modules).filter((name) => !others.includes(name));

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

test.each(['/', '/ko/'])('every part opens when play is pressed, on %s', { timeout: 900_000 }, async (root) => {
  const opened = new Set<string>();
  for (const path of pages) {
    const { page, problems } = await site.visit(`${root}${path}`, { reducedMotion: 'reduce' });
    const parts = page.locator(`main :is(${elements.join()})`);
    for (let i = 0; i < (await parts.count()); i++) {
      const part = parts.nth(i);
      const name = await part.evaluate(({ localName }) => localName);
      await part.evaluate((element) => element.scrollIntoView());
      await part.locator('button.play').click();
      await expect
        .poll(() => part.evaluate((element) => Reflect.get(element, 'phase')), {
          timeout: 60_000,
          message: `${path} ${name}`,
        })
        .toBe('open');
      opened.add(name);
    }
    expect(problems, path).toEqual([]);
    await page.context().close();
  }
  expect([...opened].sort()).toEqual([...elements].sort());
});
