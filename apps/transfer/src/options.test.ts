import { UsageError } from '@striate/kit';
import { expect, test } from 'vitest';
import { readOptions } from './options';

test('has defaults for everything', () => {
  const defaults = { seed: 1, out: 'out/transfer', only: undefined, quick: false, json: false };
  expect(readOptions([])).toMatchObject(defaults);
  expect(readOptions(['--quick', '--json'])).toMatchObject({ ...defaults, quick: true, json: true });
  expect(readOptions(['--seed=7', '--out', 'x', '--folder', 'y', '--only', 'clothes'])).toEqual({
    ...{ seed: 7, out: 'x', folder: 'y', only: 'clothes', quick: false, json: false },
  });
  expect(readOptions(['--help', '--quick'])).toBe('help');
});

test.each([
  [['--seeds', '3'], /--seeds/],
  [['--seed', '-1'], /--seed/],
  [['--epochs', '3'], /--epochs/],
  [['--only', 'cats'], /--only takes digits or clothes, got 'cats'/],
  [['digits'], /digits/],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
