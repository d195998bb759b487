// Every program the pages show runs: here, where it prints what the chapters say, and in the page where it has a button for it.
import { compile } from '@striate/parts/codeCell/compile';
import { expect, test, vi } from 'vitest';

vi.setConfig({ testTimeout: 240_000 });

const programs = import.meta.glob('../src/examples/*.ts');
const sources = import.meta.glob<string>('../src/examples/*.ts', { query: '?raw', import: 'default', eager: true });
const pages = Object.values(
  import.meta.glob<string>('../src/content/docs/**/*.mdx', { query: '?raw', import: 'default', eager: true }),
).join('\n');
const withButton = [...pages.matchAll(/<Code name="(\w+)"(?![^>]*run=\{false\})/g)].map(([, name]) => name);

const printedBy = new Map<string, string[]>();

/** What a program prints; it runs once. */
async function printed(name: string): Promise<string[]> {
  const known = printedBy.get(name);
  if (known) return known;
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((...words) => void lines.push(words.join(' ')));
  try {
    await programs[`../src/examples/${name}.ts`]();
  } finally {
    log.mockRestore();
  }
  printedBy.set(name, lines);
  return lines;
}

const names = Object.keys(programs).map((path) => path.replace(/^.*\/|\.ts$/g, ''));

test.each(names)('%s runs', async (name) => {
  expect(await printed(name)).not.toEqual([]);
});

test.each([...new Set(withButton)])('%s has no types, so that a page can run it as it is', (name) => {
  const source = sources[`../src/examples/${name}.ts`];
  expect(() => compile(source)).not.toThrow();
  expect(source).not.toMatch(/from '(?!striate')/);
});

const number = (line = '') => Number(/(-?[\d.]+)(?: %)?(?: positive.*)?$/.exec(line)?.[1]);

test('what layers learn: three maps grow, one stays at 0', async () => {
  const grown = (await printed('activationMaximization')).map((line) => number(line));
  expect(grown.filter((value) => value > 0.5)).toHaveLength(3);
  expect(grown.filter((value) => value === 0)).toHaveLength(1);
});

test('history: the ResNet-34 of the third lecture has 21,306,826 parameters', async () => {
  expect((await printed('residualUnit')).at(-1)).toContain('21306826');
});

test('a dense network against a CNN: the CNN is right more often', async () => {
  const [dense, cnn] = (await printed('denseAgainstCnn')).map((line) => Number(/([\d.]+) %/.exec(line)?.[1]));
  expect(cnn).toBeGreaterThan(dense);
});

test('texts: a good review, a bad one, and one that is misread', async () => {
  const [good, bad, misread] = (await printed('sentenceClasses')).slice(1).map((line) => Number.parseFloat(line));
  expect(good).toBeGreaterThan(90);
  expect(bad).toBeLessThan(10);
  expect(misread).toBeGreaterThan(50);
});

test('transfer: the convolutions transfer, the dense layers do not', async () => {
  const [scratch, convolutions, one, two, tuned] = (await printed('transferLearning')).map((line) => number(line));
  expect(convolutions).toBeGreaterThan(scratch);
  expect(scratch).toBeGreaterThan(one);
  expect(one).toBeGreaterThan(two);
  expect(Math.abs(tuned - convolutions)).toBeLessThan(4);
});

test('applications: LeNet-5 reads a row of digits; style stays where a digit moves', async () => {
  const [shape, answers] = await printed('slidingLenet');
  expect(shape).toContain('1,1,22,10');
  expect([...new Set(answers.split(' '))].sort().join('')).toBe('129·');
  const [moved, turned] = (await printed('gramMatrix')).map((line) => number(line));
  expect(moved).toBeLessThan(1e-4);
  expect(turned).toBeGreaterThan(1e-3);
});
