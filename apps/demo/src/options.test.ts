import { UsageError } from '@striate/kit';
import { expect, test } from 'vitest';
import { readOptions } from './options';

test('has defaults for everything', () => {
  const defaults = { epochs: 12, seed: 5, batchSize: 32, out: 'out/demo', quick: false, json: false };
  expect(readOptions([])).toEqual(defaults);
  expect(readOptions(['--quick'])).toEqual({ ...defaults, quick: true, epochs: 2 });
  expect(readOptions(['--epochs', '3', '--seed=7', '--batch-size', '16', '--out', 'x', '--json'])).toEqual({
    ...{ epochs: 3, seed: 7, batchSize: 16, out: 'x', quick: false, json: true },
  });
  expect(readOptions(['--help', '--quick'])).toBe('help');
});

test.each([
  [['--epoch', '3'], /--epoch/],
  [['--epochs', '0'], /--epochs takes a whole number >= 1, got '0'/],
  [['--seed', '1.5'], /--seed takes a whole number >= 0, got '1.5'/],
  [['--batch-size', 'many'], /--batch-size/],
  [['digits'], /digits/],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
