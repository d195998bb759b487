import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { exampleNames } from './examples';
import { GradientExplorer } from './GradientExplorer';

afterEach(() => document.body.replaceChildren());

test('the convolution of the second lecture: its output, its gradients with their sums, and steps that lower the loss', async () => {
  const part = new GradientExplorer();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect
    .poll(() => part.found?.y, { timeout: 30_000 })
    .toEqual([
      [70, 30],
      [10, 40],
    ]);
  // (y - t) / 2 for the mean of four squares.
  expect(part.found?.dY).toEqual([
    [-1, -39],
    [-11, -20],
  ]);
  // dW[0, 0] = -1·0 - 39·80 - 11·20 - 20·40, and likewise the others.
  expect(part.found?.dW).toEqual([
    [-4140, -2080],
    [-1580, -840],
  ]);
  await page.getByRole('table', { name: 'dW' }).getByText('-4140').hover();
  await expect.element(page.getByText('= -4140')).toHaveTextContent('(-1)·0 + (-39)·80 + (-11)·20 + (-20)·40 = -4140');
  for (let i = 0; i < 5; i++) await part.step();
  expect(part.losses[5]).toBeLessThan(part.losses[0] / 4);
});

test.each(exampleNames)('the numerical check passes: %s', async (example) => {
  const part = Object.assign(new GradientExplorer(), { example });
  document.body.append(part);
  await part.start();
  await page.getByRole('button', { name: 'Check numerically' }).click();
  await expect.element(page.getByText('The gradient is right')).toBeVisible();
  const before = part.losses[0];
  await part.step();
  expect(part.losses[1]).toBeLessThan(before);
});
