import { type ChildProcess, spawn } from 'node:child_process';
import { access, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-resume-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const script = fileURLToPath(new URL('./testing/trainAndBackUp.ts', import.meta.url));

function start(place: string, threads: number, pause: number): { child: ChildProcess; lines: string[] } {
  const child = spawn(process.execPath, ['--import', 'tsx', script, place, String(threads), String(pause)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  let rest = '';
  child.stdout?.on('data', (text: Buffer) => {
    const all = (rest + text).split('\n');
    rest = all.pop() ?? '';
    lines.push(...all);
  });
  return { child, lines };
}

const ended = (child: ChildProcess) =>
  new Promise<NodeJS.Signals | null>((resolve) => child.on('close', (_, s) => resolve(s)));

async function trainToTheEnd(place: string, threads: number): Promise<string[]> {
  const { child, lines } = start(place, threads, 0);
  await ended(child);
  return lines;
}

/** Lets it train for a while, and ends it as a power cut would. */
async function killInTheMiddle(place: string, threads: number, steps: number): Promise<void> {
  const { child, lines } = start(place, threads, 20);
  await new Promise<void>((resolve) => {
    const look = setInterval(() => {
      if (!lines.includes(`step ${steps}`)) return;
      clearInterval(look);
      resolve();
    }, 2);
  });
  child.kill('SIGKILL');
  expect(await ended(child)).toBe('SIGKILL');
}

describe('a training that was killed', () => {
  it.each([1, 2])(
    'goes on within the epoch, to the same bits, on %i threads',
    { timeout: 120_000 },
    async (threads) => {
      const whole = await trainToTheEnd(join(folder, 'whole'), 1);
      expect(whole.filter((line) => line.startsWith('step'))).toHaveLength(3 * 18);

      const place = join(folder, 'killed');
      // In the first epoch of 18 steps, and in the second.
      await killInTheMiddle(place, threads, 8);
      await killInTheMiddle(place, threads, 16);
      await access(place);
      const resumed = await trainToTheEnd(place, threads);
      expect(resumed.filter((line) => line.startsWith('step')).length).toBeLessThan(3 * 18 - 15);
      expect(resumed.slice(-2)).toEqual(whole.slice(-2));
      expect(resumed.at(-2)).toMatch(/^weights [0-9a-f]{64}$/);
      // Backups are removed when the training is done; a half-written one has no chance to be taken for one.
      expect((await readdir(folder)).filter((name) => !name.endsWith('.partial'))).toEqual([]);
    },
  );
});
