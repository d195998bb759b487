import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { AugmentationGrid } from './AugmentationGrid';
import { augment } from './augment';
import { type Changes, generatorCode, gentle, layersCode } from './changes';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

const none = Object.fromEntries(Object.keys(gentle).map((name) => [name, 0])) as unknown as Changes;

function ramp(): ImageData {
  const image = new ImageData(8, 6);
  for (let i = 0; i < 48; i++) image.data.set([i * 5, 255 - i * 5, (i % 8) * 30, 255], i * 4);
  return image;
}

test('without changes every variant is the picture; mirrored ones are it mirrored', async () => {
  const image = ramp();
  const options = { seed: 3, count: 6, batch: 0 };
  for (const variant of await augment(image, { ...options, changes: none })) expect(variant.data).toEqual(image.data);
  const mirror = new ImageData(8, 6);
  for (let y = 0; y < 6; y++)
    for (let x = 0; x < 8; x++)
      mirror.data.set(image.data.subarray((y * 8 + 7 - x) * 4, (y * 8 + 8 - x) * 4), (y * 8 + x) * 4);
  const flipped = await augment(image, { ...options, changes: { ...none, flip: 1 } });
  const isMirrored = flipped.map(({ data }) => String(data) === String(mirror.data));
  const isSame = flipped.map(({ data }) => String(data) === String(image.data));
  expect(isMirrored.some(Boolean)).toBe(true);
  expect(isMirrored.every((is, i) => is || isSame[i])).toBe(true);
});

test('the same seed gives the same pictures, another batch others', async () => {
  const image = ramp();
  const options = { changes: gentle, seed: 5, count: 4, batch: 0 };
  const [first, again, next] = [
    await augment(image, options),
    await augment(image, options),
    await augment(image, { ...options, batch: 1 }),
  ];
  expect(again.map(({ data }) => String(data))).toEqual(first.map(({ data }) => String(data)));
  expect(String(next[1].data)).not.toBe(String(first[1].data));
});

test('the grid, another batch, and its code', async () => {
  const part = new AugmentationGrid();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.pictures.length, { timeout: 30_000 }).toBe(12);
  const before = String(part.pictures[1].data);
  await page.getByRole('button', { name: 'Another batch' }).click();
  await expect.poll(() => String(part.pictures[1].data)).not.toBe(before);
  expect(layersCode(part.changes, 1)).toContain('randomRotation({ factor: 0.08 })');
  expect(generatorCode(part.changes, 1, 'not here')).toContain('rotationRange: 28.8');
});
