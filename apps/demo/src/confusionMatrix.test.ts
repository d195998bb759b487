import { expect, test } from 'vitest';
import { confusionMatrix, confusionMatrixText } from './confusionMatrix';

const counts = confusionMatrix([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0], 3);

test('counts truths by row and answers by column', () => {
  expect(counts).toEqual([
    [1, 1, 0],
    [0, 1, 0],
    [1, 0, 2],
  ]);
});

test('is aligned, and plain without colour', () => {
  expect(confusionMatrixText(counts, false)).toBe(
    [
      '  true    0    1    2   read as',
      '     0    1    1    ·    50.0 %',
      '     1    ·    1    ·   100.0 %',
      '     2    1    ·    2    66.7 %',
    ].join('\n'),
  );
});

test('colours change nothing but the colour', () => {
  const coloured = confusionMatrixText(counts, true);
  expect(coloured).toContain('\u001b[32m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences are what is looked for
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(confusionMatrixText(counts, false));
});
