import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { examples } from './examples';
import { filterPicture, valuesOf } from './filterPicture';
import { KernelPlayground } from './KernelPlayground';
import { pictureFilters } from './pictureFilters';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

async function opened(example: keyof typeof examples): Promise<KernelPlayground> {
  const part = new KernelPlayground();
  part.example = example;
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.result, { timeout: 30_000 }).toBeDefined();
  part.stepper.finish();
  return part;
}

test.each<[keyof typeof examples, number[][]]>([
  [
    'first',
    [
      [15, 16],
      [6, 15],
    ],
  ],
  [
    'bias',
    [
      [18, 19],
      [9, 18],
    ],
  ],
  [
    'stride',
    [
      [15, 17, 15],
      [17, 15, 17],
      [15, 17, 15],
    ],
  ],
  [
    'channels',
    [
      [63, 55],
      [18, 51],
    ],
  ],
  [
    'quarters',
    [
      [70, 30],
      [10, 40],
    ],
  ],
  [
    'cross',
    [
      [4, 3, 4],
      [2, 4, 3],
      [2, 3, 4],
    ],
  ],
  [
    'diagonal',
    [
      [220, 20],
      [20, 220],
    ],
  ],
  [
    'otherDiagonal',
    [
      [10, 20, 10, 10],
      [20, 10, 20, 10],
      [10, 20, 10, 20],
      [10, 10, 20, 10],
    ],
  ],
  ['colour', [[-25]]],
])('the example %s comes out as in its lecture', async (example, expected) => {
  const part = await opened(example);
  expect(part.result?.output).toEqual([expected]);
});

test('pointing at a number writes out its products', async () => {
  await opened('first');
  await page.getByRole('table', { name: 'Feature map' }).getByText('16').hover();
  await expect
    .element(page.getByText('= 16'))
    .toHaveTextContent('2×2 + 3×0 + 0×1 + 1×0 + 2×1 + 3×2 + 0×1 + 1×0 + 2×2 = 16');
});

test('the channels of a colour patch give their own sums, and those the number', async () => {
  const part = await opened('colour');
  expect(part.result?.parts).toEqual([[[308]], [[-498]], [[164]]]);
  await page.getByRole('table', { name: 'Feature map' }).getByText('−25').hover();
  await expect.element(page.getByText('= −25')).toHaveTextContent('308 + (−498) + 164 + 1 = −25');
});

test('an edited number, and a filter that fits nowhere', async () => {
  const part = await opened('first');
  await page.getByRole('spinbutton', { name: 'Filter 1, 1' }).fill('0');
  await page.getByRole('spinbutton', { name: 'Filter 1, 2' }).click();
  await expect
    .poll(() => part.result?.output)
    .toEqual([
      [
        [13, 12],
        [6, 13],
      ],
    ]);
  await page.getByRole('combobox', { name: 'Filter' }).selectOptions('7×7');
  await expect.element(page.getByText(/does not fit anywhere/)).toBeVisible();
});

test('a link brings its numbers, and not those that cannot be', async () => {
  const state = { ...examples.first, stride: 2 };
  const url = new URL(location.href);
  url.searchParams.set('kernel-playground.numbers', JSON.stringify(state));
  history.replaceState(null, '', url);
  const part = new KernelPlayground();
  document.body.append(part);
  expect(part.numbers).toEqual(state);
  url.searchParams.set('kernel-playground.numbers', JSON.stringify({ ...state, stride: -1 }));
  history.replaceState(null, '', url);
  const other = new KernelPlayground();
  document.body.append(other);
  expect(other.numbers).toEqual(examples.first);
});

test('a filter of ones and zeros leaves a picture as it is; a Sobel filter finds its edge', async () => {
  await import('../onCpu');
  const image = new ImageData(6, 5);
  for (let i = 0; i < 30; i++) image.data.set(i % 6 < 3 ? [10, 10, 10, 255] : [90, 90, 90, 255], i * 4);
  const options = { stride: 1, dilation: 1, gray: true };
  const same = await filterPicture(image, { ...options, filter: pictureFilters.identity });
  expect(Array.from(same.values)).toEqual(Array.from(valuesOf(image, true)));
  const edges = await filterPicture(image, { ...options, filter: pictureFilters.sobelHorizontal });
  // Inside: 4 x (90 - 10) on either side of the edge, nothing elsewhere.
  expect(Array.from(edges.values).slice(13, 17)).toEqual([0, 320, 320, 0]);
});
