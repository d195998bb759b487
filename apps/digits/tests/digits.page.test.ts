import { openSite, type Site } from '@striate/parts/testing/openSite';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

let site: Site;
beforeAll(async () => {
  site = await openSite('apps/digits/dist', { chromium: inject('chromium') });
});
afterAll(() => site.close());

type Stroke = readonly (readonly [x: number, y: number])[];

/** Points on an ellipse from one angle to another, in turns from its top, clockwise. */
function arc([x, y]: readonly [number, number], [width, height]: readonly [number, number], from: number, to: number) {
  return Array.from({ length: 25 }, (_, i) => {
    const angle = 2 * Math.PI * (from + ((to - from) * i) / 24);
    return [x + width * Math.sin(angle), y - height * Math.cos(angle)] as const;
  });
}

const drawings: Readonly<Record<string, readonly Stroke[]>> = {
  0: [arc([0.5, 0.5], [0.2, 0.33], 0, 1)],
  1: [
    [
      [0.53, 0.15],
      [0.5, 0.5],
      [0.47, 0.85],
    ],
  ],
  3: [[...arc([0.48, 0.33], [0.18, 0.17], -0.2, 0.5), ...arc([0.48, 0.68], [0.22, 0.19], 0, 0.7)]],
  4: [
    [
      [0.35, 0.15],
      [0.28, 0.52],
      [0.72, 0.5],
    ],
    [
      [0.65, 0.2],
      [0.6, 0.88],
    ],
  ],
  7: [
    [
      [0.28, 0.22],
      [0.7, 0.2],
      [0.58, 0.5],
      [0.45, 0.88],
    ],
  ],
};

test('LeNet-5 recognises digits drawn with the mouse, and shows every layer', async () => {
  const { page, problems } = await site.visit('/');
  const pad = page.locator('striate-drawing-pad canvas');
  await page.locator('[data-layer=filters] canvas').first().waitFor();
  const box = await pad.boundingBox();
  if (!box) throw new Error('there is no pad');
  for (const [digit, strokes] of Object.entries(drawings)) {
    for (const [first, ...others] of strokes) {
      await page.mouse.move(box.x + first[0] * box.width, box.y + first[1] * box.height);
      await page.mouse.down();
      for (const [x, y] of others) await page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
      await page.mouse.up();
    }
    await page.locator(`ul.bars li.most[data-label="${digit}"]`).waitFor({ timeout: 10_000 });
    expect(await page.getByRole('status').textContent()).toContain(digit);
    expect(await page.locator('.layer').count()).toBe(9); // the input and eight layers
    expect(await page.locator('[data-layer=conv2d] canvas').count()).toBe(6);
    await page.getByRole('button', { name: 'Clear' }).click();
    await page.locator('[data-layer=filters]').waitFor();
  }
  expect(problems).toEqual([]);
});

test('keys draw as well: a one', async () => {
  const { page } = await site.visit('/');
  await page.locator('striate-drawing-pad canvas').focus();
  await page.keyboard.press('ArrowUp');
  for (let i = 0; i < 6; i++) await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  for (let i = 0; i < 14; i++) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Space');
  await page.locator('ul.bars li.most[data-label="1"]').waitFor();
});
