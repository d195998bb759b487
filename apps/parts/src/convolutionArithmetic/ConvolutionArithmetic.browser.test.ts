import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { isPossible, layoutOf } from './arithmetic';
import { ConvolutionArithmetic } from './ConvolutionArithmetic';
import { striateSize } from './striateSize';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

test('every size the sliders can make is that of what Striate computes', () => {
  for (const transposed of [false, true])
    for (let size = 2; size <= 8; size++)
      for (let kernel = 1; kernel <= 5; kernel++)
        for (let padding = 0; padding <= 4; padding += 2)
          for (let stride = 1; stride <= 4; stride++)
            for (let dilation = 1; dilation <= 3; dilation++) {
              const numbers = { size, kernel, padding, stride, dilation, transposed };
              if (!isPossible(numbers)) continue;
              expect(layoutOf(numbers).axis.count, JSON.stringify(numbers)).toBe(striateSize(numbers));
            }
});

test('the figure, its formula, and what does not come out even', async () => {
  const part = new ConvolutionArithmetic();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.element(page.getByText('Striate computes 3 × 3, too.')).toBeVisible();
  part.size = 6;
  await expect.element(page.getByText(/never seen/)).toBeVisible();
  part.size = 2;
  part.kernel = 5;
  part.padding = 0;
  await expect.element(page.getByText(/does not fit anywhere/)).toBeVisible();
  part.transposed = true;
  await expect.element(page.getByText('Striate computes 7 × 7, too.')).toBeVisible();
});
