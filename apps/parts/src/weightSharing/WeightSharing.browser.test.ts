import { conv2d, dense, flatten, inputLayer, sequential } from 'striate';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { inputsOf, parametersOf } from './parameters';
import { WeightSharing } from './WeightSharing';

afterEach(() => {
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
});

test('the matrix times the input is the convolution', async () => {
  const part = new WeightSharing();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => part.both, { timeout: 30_000 })
    .toEqual({
      product: [
        [15, 16],
        [6, 15],
      ],
      convolution: [
        [15, 16],
        [6, 15],
      ],
      difference: 0,
    });
  await page.getByRole('table', { name: 'Matrix × input' }).getByText('16').hover();
  await expect
    .element(page.getByText(/Output 2:/))
    .toHaveTextContent('2×2 + 3×0 + 0×1 + 1×0 + 2×1 + 3×2 + 0×1 + 1×0 + 2×2 = 16');
  await expect.element(page.getByText('360 × 240 × 3 = 259,200 inputs')).toBeVisible();
});

test('the counters count what layers of Striate have', () => {
  const layer = { width: 12, height: 10, channels: 3, filters: 4, kernel: 3 };
  const shape = [layer.height, layer.width, layer.channels];
  const convolution = sequential([inputLayer({ shape }), conv2d({ filters: 4, kernelSize: 3, padding: 'same' })]);
  const connected = sequential([inputLayer({ shape }), flatten(), dense({ units: 4 * 12 * 10 })]);
  expect(parametersOf(layer, { isLocal: true, isShared: true })).toBe(convolution.countParams());
  expect(parametersOf(layer, { isLocal: false, isShared: false })).toBe(connected.countParams());
  expect(inputsOf({ ...layer, width: 360, height: 240 })).toBe(259_200);
});
