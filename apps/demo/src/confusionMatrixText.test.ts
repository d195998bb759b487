import { expect, test } from 'vitest';
import { confusionMatrixText } from './confusionMatrixText';

const counts = [
  [1, 1, 0],
  [0, 1, 0],
  [1, 0, 2],
];

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
