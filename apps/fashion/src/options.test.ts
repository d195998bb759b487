import { UsageError } from '@striate/kit';
import { expect, test } from 'vitest';
import { readOptions } from './options';

test('has defaults for everything', () => {
  const defaults = {
    ...{ epochs: 5, seed: 5, batchSize: 64, out: 'out/fashion', folder: undefined, quick: false, json: false },
  };
  expect(readOptions([])).toEqual(defaults);
  expect(readOptions(['--quick'])).toEqual({ ...defaults, quick: true, epochs: 2 });
  expect(readOptions(['--epochs', '3', '--seed=7', '--batch-size', '16', '--out', 'x', '--folder', 'y'])).toEqual({
    ...{ epochs: 3, seed: 7, batchSize: 16, out: 'x', folder: 'y', quick: false, json: false },
  });
  expect(readOptions(['--help', '--quick'])).toBe('help');
});

test.each([
  [['--epoch', '3'], /--epoch/],
  [['--epochs', '0'], /--epochs takes a whole number >= 1, got '0'/],
  [['--folder'], /--folder/],
  [['clothes'], /clothes/],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
