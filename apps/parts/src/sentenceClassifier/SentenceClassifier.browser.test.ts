import { expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { SentenceClassifier } from './SentenceClassifier';

test('a sentence, its tone and the words that decide', async () => {
  const part = new SentenceClassifier();
  document.body.append(part);
  await page.getByRole('button', { name: 'Play' }).click();
  await expect.poll(() => part.reading?.probabilities[1], { timeout: 30_000 }).toBeGreaterThan(0.99);
  await page.getByRole('button', { name: 'A dull, lifeless mess that never ends.' }).click();
  await expect.poll(() => part.reading?.probabilities[0]).toBeGreaterThan(0.99);
  await page.getByLabelText('A sentence about a film').fill('A zzyzx film');
  await expect.poll(() => part.reading?.words.length).toBe(3);
  await expect.element(page.getByRole('rowheader', { name: 'zzyzx ?' })).toHaveClass('unknown');
  const { chosen } = part;
  expect(part.shadowRoot?.querySelector('.says')?.textContent).toContain(
    `Filter ${(chosen?.number ?? 0) + 1} of width 3`,
  );
  part.remove();
});
