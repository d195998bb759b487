import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { KernelPlayground } from './KernelPlayground';

test('the worked example of the first lecture', async () => {
  const part = new KernelPlayground();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => part.output, { timeout: 30_000 })
    .toEqual([
      [15, 16],
      [6, 15],
    ]);
  await page.getByRole('table', { name: 'Feature map' }).getByText('16').hover();
  await expect
    .element(page.getByText('= 16'))
    .toHaveTextContent('2×2 + 3×0 + 0×1 + 1×0 + 2×1 + 3×2 + 0×1 + 1×0 + 2×2 = 16');
});
