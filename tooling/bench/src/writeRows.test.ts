import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { Row } from './suite';
import { writeRows } from './writeRows';

const folder = mkdtempSync(join(tmpdir(), 'striate-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const row: Row = { suite: 'gemm', case: 'gemm-64', threads: 1, oursMs: 2, peer: 'peak', peerMs: 1, ratio: 0.5 };

test('makes the folders, writes whole files and replaces them', () => {
  const file = join(folder, 'deep/er/bench.json');
  writeRows(file, [row, row]);
  writeRows(file, [row]);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual([row]);
  expect(readdirSync(join(folder, 'deep/er'))).toEqual(['bench.json']);
});
