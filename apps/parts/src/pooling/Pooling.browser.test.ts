import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { examples } from './examples';
import { Pooling } from './Pooling';
import { pool, shrink } from './pool';
import { shape } from './shapes';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

test.each<[keyof typeof examples, number[][]]>([
  [
    'first',
    [
      [2, 3],
      [4, 2],
    ],
  ],
  [
    'stride',
    [
      [10, 0],
      [0, 10],
    ],
  ],
  [
    'theory',
    [
      [5, 9],
      [8, 9],
    ],
  ],
  [
    'depth',
    [
      [9, 6],
      [7, 8],
    ],
  ],
])('the example %s comes out as in its lecture', async (example, expected) => {
  expect(await pool(examples[example])).toEqual([expected]);
});

test('activations of the second lecture, averages and global pooling', async () => {
  const round = (maps: number[][][]) => maps.map((map) => map.map((row) => row.map((v) => Math.round(v * 1e4) / 1e4)));
  expect(round(await pool(examples.activations))).toEqual([
    [
      [0.19, 0.19],
      [0.75, 0.02],
    ],
  ]);
  expect(await pool({ ...examples.first, kind: 'average' })).toEqual([
    [
      [1, 1.5],
      [2.25, 1],
    ],
  ]);
  expect(await pool({ ...examples.theory, kind: 'globalMax' })).toEqual([[[9]]]);
  expect(await pool({ ...examples.theory, kind: 'globalAverage' })).toEqual([[[3.75]]]);
});

test('the winner of a window is shown', async () => {
  const part = new Pooling();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.output, { timeout: 30_000 }).toBeDefined();
  await page.getByRole('table', { name: 'Output' }).getByText('4').hover();
  await expect.element(page.getByText('max(3, 0, 2, 4) = 4')).toBeVisible();
});

test('a shift inside a window changes nothing for a maximum, and much for a stride alone', async () => {
  const [still, moved] = [await shrink(shape('dots', 0, 0), 2), await shrink(shape('dots', 1, 0), 2)];
  expect(moved.max).toEqual(still.max);
  expect(moved.stride).not.toEqual(still.stride);
  const part = new Pooling();
  part.mode = 'invariance';
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await page.getByRole('button', { name: 'Right' }).click();
  await expect.element(page.getByText('0 of 64 numbers changed').first()).toBeVisible();
});
