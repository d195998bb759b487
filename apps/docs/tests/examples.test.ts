// Every program the pages show runs: here, and in the page where it has a button for it.
import { compile } from '@striate/parts/codeCell/compile';
import { expect, test, vi } from 'vitest';

const programs = import.meta.glob('../src/examples/*.ts');
const sources = import.meta.glob<string>('../src/examples/*.ts', { query: '?raw', import: 'default', eager: true });
const pages = Object.values(
  import.meta.glob<string>('../src/content/docs/**/*.mdx', { query: '?raw', import: 'default', eager: true }),
).join('\n');
const withButton = [...pages.matchAll(/<Code name="(\w+)"(?![^>]*run=\{false\})/g)].map(([, name]) => name);

test.each(Object.keys(programs))('%s runs', { timeout: 60_000 }, async (path) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => undefined);
  await programs[path]();
  expect(log).toHaveBeenCalled();
  log.mockRestore();
});

test.each([...new Set(withButton)])('%s has no types, so that a page can run it as it is', (name) => {
  const source = sources[`../src/examples/${name}.ts`];
  expect(() => compile(source)).not.toThrow();
  expect(source).not.toMatch(/from '(?!striate')/);
});
