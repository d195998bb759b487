import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeWhole } from './writeWhole';

const folder = mkdtempSync(join(tmpdir(), 'striate-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('makes the folders, writes whole files and replaces them', () => {
  const file = join(folder, 'deep/er/bench.json');
  writeWhole(file, 'one, and longer');
  writeWhole(file, 'two');
  expect(readFileSync(file, 'utf8')).toBe('two');
  expect(readdirSync(join(folder, 'deep/er'))).toEqual(['bench.json']);
});
