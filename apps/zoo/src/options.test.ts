import { UsageError } from '@striate/kit';
import { expect, test } from 'vitest';
import { readOptions, usage } from './options';
import { recipes } from './recipes';

const [recipe] = recipes;

test('has defaults for everything but the name', () => {
  const defaults = {
    ...{ recipe, epochs: undefined, folder: undefined, out: 'out/zoo', trained: false, install: false, json: false },
  };
  expect(readOptions([recipe.name])).toEqual(defaults);
  expect(readOptions([recipe.name, '--epochs', '3', '--folder=x', '--out', 'y', '--trained', '--json'])).toEqual({
    ...{ recipe, epochs: 3, folder: 'x', out: 'y', trained: true, install: false, json: true },
  });
  expect(readOptions([recipe.name, '--install'])).toEqual({ ...defaults, install: true });
  expect(readOptions(['--list'])).toEqual({ ...defaults, recipe: undefined });
  expect(readOptions(['-h'])).toBe('help');
});

test('the help names every recipe', () => {
  for (const { name } of recipes) expect(usage).toContain(name);
});

test.each([
  [[], /Which one\? There are lenet5-mnist, /],
  [['lenet'], /no recipe 'lenet', but lenet5-mnist, /],
  [['lenet', '--list'], /no recipe 'lenet'/],
  [['lenet5-mnist', '--epochs', '0'], /--epochs takes a whole number >= 1, got '0'/],
  [['lenet5-mnist', '--epoch', '1'], /--epoch/],
  [['lenet5-mnist', 'resNet'], /resNet/],
  [['lenet5-mnist', '--install', '--epochs', '1'], /--install/],
])('refuses %j', (args, message) => {
  expect(() => readOptions(args)).toThrow(UsageError);
  expect(() => readOptions(args)).toThrow(message);
});
