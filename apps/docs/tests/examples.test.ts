// Every program the pages show runs: in the page by its button, and here.
import { compile } from '@striate/parts/codeCell/compile';
import { expect, test, vi } from 'vitest';

const programs = import.meta.glob('../src/examples/*.ts');
const sources = import.meta.glob<string>('../src/examples/*.ts', { query: '?raw', import: 'default', eager: true });

test.each(Object.keys(programs))('%s runs', { timeout: 60_000 }, async (path) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await programs[path]();
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

test.each(Object.entries(sources))('%s has no types, so that a page can run it as it is', (_path, source) => {
  expect(() => compile(source)).not.toThrow();
  expect(source).not.toMatch(/from '(?!striate')/);
});
