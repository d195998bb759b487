import { expect, test } from 'vitest';
import { source } from './source';

test('is what the formatter makes of it', () => {
  const value = { network: 'lenet5', options: { depth: 20 }, scale: 1 / 255, labels: ['0', "1's"], 'a-b': 'say "no"' };
  expect(source(value)).toBe(`{
  network: 'lenet5',
  options: {
    depth: 20,
  },
  scale: 0.00392156862745098,
  labels: ['0', "1's"],
  'a-b': 'say "no"',
}`);
});

test('breaks what does not fit onto a line', () => {
  const words = new Array(30).fill('word');
  expect(source({ words })).toBe(`{\n  words: [\n${"    'word',\n".repeat(30)}  ],\n}`);
  expect(source({ text: 'x'.repeat(111) })).toBe(`{\n  text:\n    '${'x'.repeat(111)}',\n}`);
  expect(source({ text: 'x'.repeat(109) })).toBe(`{\n  text: '${'x'.repeat(109)}',\n}`);
});

test('comes back as the same value', () => {
  const value = { a: 'it\'s "quoted" \\ and\nbroken', b: [1, 2.5, -3e-7], c: { d: null, e: true } };
  expect(new Function(`return ${source(value)}`)()).toEqual(value);
});
