// The site as other people have it: on a host that sends no headers of ours, and in a teacher's frame.
import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';

const dist = 'apps/docs/dist';
const chapter = 'course/convolution-by-hand/';

describe('a host without headers', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dist, { chromium: inject('chromium'), isolated: false });
  });
  afterAll(() => site.close());

  test('the page isolates itself with one reload, and its parts run', async () => {
    const { page, problems } = await site.visit(`/${chapter}`);
    await page.waitForFunction(() => crossOriginIsolated);
    const part = page.locator('striate-kernel-playground');
    await part.evaluate((element) => element.scrollIntoView());
    await part.locator('button.play').click();
    const output = part.locator('.output td');
    await expect.poll(() => output.allInnerTexts(), { timeout: 30_000 }).toEqual(['15', '16', '6', '15']);

    // A second reload would have taken the numbers away by now. The next page is isolated at once.
    await page.goto(`${site.url}/course/`);
    let loads = 0;
    page.on('load', () => loads++);
    expect(await page.evaluate(() => crossOriginIsolated)).toBe(true);
    await page.waitForTimeout(1000);
    expect(loads).toBe(0);
    expect(problems).toEqual([]);
  });
});

describe('a frame', () => {
  let site: Site;
  beforeAll(async () => {
    site = await openSite(dist, { chromium: inject('chromium') });
  });
  afterAll(() => site.close());

  test.each(['/', '/ko/'])('?embed=kernel-playground leaves only that part on %s', async (root) => {
    const { page, problems } = await site.visit(`${root}${chapter}?embed=kernel-playground`);
    const part = page.locator('striate-kernel-playground');
    await part.locator('section.part').waitFor();
    expect(await page.locator('body > *:visible').evaluateAll((all) => all.map(({ localName }) => localName))).toEqual([
      'main',
    ]);
    const shown = await page.locator('main > *').evaluateAll((all) => all.map(({ localName }) => localName));
    expect(new Set(shown)).toEqual(new Set(['striate-kernel-playground', 'p']));
    const link = page.locator('main > p a');
    expect(await link.getAttribute('href')).toBe(`${site.url}${root}${chapter}`);
    await part.locator('button.play').click();
    await expect
      .poll(() => part.locator('.output td').allInnerTexts(), { timeout: 30_000 })
      .toEqual(['15', '16', '6', '15']);
    expect(problems).toEqual([]);
  });

  test('?hide=stride hides that control and no other', async () => {
    const controls = async (query: string) => {
      const { page } = await site.visit(`/${chapter}${query}`);
      const part = page.locator('striate-kernel-playground');
      await part.evaluate((element) => element.scrollIntoView());
      await part.locator('section.part').waitFor();
      return part.locator('[data-control]').evaluateAll((all) => all.map((one) => one.getAttribute('data-control')));
    };
    const all = await controls('');
    expect(all).toContain('stride');
    expect(await controls('?hide=stride')).toEqual(all.filter((name) => name !== 'stride'));
  });
});
