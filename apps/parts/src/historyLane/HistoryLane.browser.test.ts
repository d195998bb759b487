import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ImageInput } from '../kit/ImageInput';
import { HistoryLane } from './HistoryLane';

test('the lane is there before play; LeNet-5 is measured; VGG asks first', async () => {
  const part = new HistoryLane();
  document.body.append(part);
  await expect.element(page.getByText('138M parameters')).toBeVisible();
  await page.getByRole('button', { name: 'Play' }).click();
  const measure = page.getByRole('button', { name: 'Measure' });
  await expect.element(measure.first()).toBeVisible();
  await expect.poll(() => part.shadowRoot?.querySelector<ImageInput>('striate-image-input')?.image).toBeTruthy();
  await measure.first().click();
  await expect.poll(() => part.times.lenet5?.stages.length, { timeout: 40_000 }).toBe(7);
  await measure.nth(2).click();
  await expect.element(page.getByRole('alert')).toHaveTextContent('VGG-16 takes about 553 MB');
  await page.getByRole('button', { name: 'No', exact: true }).click();
  expect(part.times.vgg16).toBeUndefined();
  part.remove();
});
