import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Row } from './suite';

/** Writes the rows as a JSON array, making the folders. The file is there whole or not at all. */
export function writeRows(file: string, rows: readonly Row[]): void {
  const path = resolve(file);
  mkdirSync(dirname(path), { recursive: true });
  const beside = `${path}.${process.pid}.part`;
  try {
    writeFileSync(beside, `${JSON.stringify(rows, null, 2)}\n`);
    renameSync(beside, path);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}
