import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/docs/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

const seven = [
  [0.28, 0.24],
  [0.68, 0.22],
  [0.58, 0.45],
  [0.5, 0.65],
  [0.44, 0.86],
] as const;

test.each(['/', '/ko/'])(
  'a visitor trains a network to 95 percent, draws a digit and takes it back on %s',
  async (root) => {
    const { page, problems } = await site.visit(`${root}course/training-and-backpropagation/`);
    const part = page.locator('striate-training').first();
    const action = (name: string) => part.locator(`[data-action=${name}]`);
    await part.evaluate((element) => element.scrollIntoView());
    await part.locator('button.play').click();
    await part.locator('.timeline button[data-step="50"]').waitFor();

    await expect
      .poll(async () => Number(await part.locator('.reached').first().getAttribute('data-accuracy')), {
        timeout: 120_000,
      })
      .toBeGreaterThanOrEqual(0.95);
    if (await action('toggle').isEnabled()) await action('toggle').click();

    const pad = part.locator('striate-drawing-pad canvas');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('there is no pad');
    const at = ([x, y]: (typeof seven)[number]) => [box.x + x * box.width, box.y + y * box.height] as const;
    await page.mouse.move(...at(seven[0]));
    await page.mouse.down();
    for (const point of seven) await page.mouse.move(...at(point), { steps: 6 });
    await page.mouse.up();
    await part.locator('ul.bars li.most[data-label="7"]').waitFor();
    expect(await part.locator('[data-piece=layers] .layer').count()).toBe(8);

    const mistake = part.locator('.confusion td:not(.right) button:enabled').first();
    const count = Number(await mistake.textContent());
    await mistake.click();
    await expect.poll(() => part.locator('[data-piece=mistakes] canvas').count()).toBe(Math.min(count, 24));

    await part.locator('.timeline button[data-step="50"]').click();
    await part.locator('progress[value="50"]').waitFor();
    await action('step').click();
    await part.locator('progress[value="51"]').waitFor();
    const download = page.waitForEvent('download');
    await action('save').click();
    expect((await download).suggestedFilename()).toBe('lenet5.keras');
    await action('end').click();
    await part.locator('button.play').waitFor();
    expect(problems).toEqual([]);
  },
);
