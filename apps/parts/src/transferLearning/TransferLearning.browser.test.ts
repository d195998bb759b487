import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { TransferLearning } from './TransferLearning';

test('built-in pictures: the classifier, the last block, live answers', async () => {
  const part = new TransferLearning();
  part.epochs = 8;
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.phase, { timeout: 40_000 }).toBe('open');
  await expect.poll(() => part.classes.map(({ name }) => name)).toEqual(['Cat', 'Coffee', 'Astronaut']);
  expect(part.room.training.blocks.every(({ trainable }) => trainable === 0)).toBe(true);

  await page.getByRole('button', { name: 'Train the new classifier' }).click();
  await expect.poll(() => part.room.outcome?.heldOut, { timeout: 40_000 }).toBe(15);
  expect(part.room.training.epochs).toHaveLength(8);
  await expect.poll(() => part.room.guess?.length, { timeout: 20_000 }).toBe(3);
  expect(part.room.guess?.indexOf(Math.max(...(part.room.guess ?? [])))).toBe(0);
  expect(part.shadowRoot?.querySelectorAll('li.learns')).toHaveLength(1);

  await page.getByRole('button', { name: 'Unfreeze and fine-tune' }).click();
  await expect.poll(() => part.room.training.epochs.length, { timeout: 60_000 }).toBe(16);
  await expect.poll(() => part.room.busy, { timeout: 20_000 }).toBe(false);
  const learning = [...(part.shadowRoot?.querySelectorAll<HTMLElement>('li.learns') ?? [])];
  expect(learning.map(({ dataset }) => dataset.block)).toEqual(['layer3.2', 'head']);
  part.remove();
});
