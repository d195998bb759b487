import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { useCpu } from '../testing';
import { loadModel } from './loadModel';

useCpu();

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-save-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL('./testing/saveForever.ts', import.meta.url));

/** Saves over and over in a process of its own, which is killed some time after the first file is there. */
async function saveUntilKilled(path: string, milliseconds: number): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, signal) => resolve(signal)));
  await new Promise((resolve) => child.stdout.once('data', resolve));
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
  child.kill('SIGKILL');
  expect(await ended).toBe('SIGKILL');
}

it.each(['model.keras', 'model.h5'])(
  '%s is whole whenever the process that saves it is killed',
  { timeout: 180_000 },
  async (name) => {
    const path = join(folder, name);
    for (const milliseconds of [3, 14, 37]) {
      await saveUntilKilled(path, milliseconds);
      const net = await loadModel(new Uint8Array(await readFile(path)));
      // All of one time: neither half of a file, nor weights of two.
      const values = await Promise.all(net.weights.map((weight) => weight.data()));
      const [first] = values[0];
      expect(first).toBeGreaterThan(0);
      for (const each of values) expect(each.every((value) => value === first)).toBe(true);
    }
  },
);
