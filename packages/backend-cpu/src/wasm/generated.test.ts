import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

it('is what assembly/ compiles to', { timeout: 120_000 }, async () => {
  const script = fileURLToPath(new URL('../../scripts/buildWasm.mjs', import.meta.url));
  const { stdout } = await promisify(execFile)(process.execPath, [script, '--check']);
  expect(stdout).toContain('exports');
});
