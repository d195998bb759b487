import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Generator } from 'striate';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../..', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-zoo-'));
  await writeDigits('train', 1280, 1);
  await writeDigits('t10k', 100, 2);
});

afterAll(() => rm(folder, { recursive: true }));

/** Random images where the class shows, bright stripes at its height, as IDX files. */
async function writeDigits(name: string, length: number, seed: number): Promise<void> {
  const pixels = Uint8Array.from(new Generator(seed).uniform(length * 784), (u) => u * 128);
  const labels = Uint8Array.from({ length }, (_, i) => i % 10);
  labels.forEach((label, i) => {
    pixels.fill(255, i * 784 + label * 56, i * 784 + label * 56 + 56);
  });
  await writeFile(join(folder, `${name}-images-idx3-ubyte`), Buffer.concat([header(0x803, length, 28, 28), pixels]));
  await writeFile(join(folder, `${name}-labels-idx1-ubyte`), Buffer.concat([header(0x801, length), labels]));
}

function header(...words: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => {
    out.writeUInt32BE(word, 4 * i);
  });
  return out;
}

function start(...args: readonly string[]): ChildProcess {
  const command = ['--import', 'tsx', 'apps/zoo/src/index.ts', 'lenet5-mnist', '--folder', folder, '--json', ...args];
  return spawn(process.execPath, command, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: readonly string[]): Promise<{ status: number; out: string; error: string }> {
  const child = start(...args);
  let [out, error] = ['', ''];
  child.stdout?.on('data', (text) => {
    out += text;
  });
  child.stderr?.on('data', (text) => {
    error += text;
  });
  const [status] = await once(child, 'close');
  return { status, out, error };
}

test('a training that was killed goes on to the same bits, and can be written once more', async () => {
  const whole = join(folder, 'whole');
  const first = await run('--epochs', '3', '--out', whole);
  expect(first).toMatchObject({ status: 0, error: '' });
  const names = ['lenet5-mnist-3-epochs.safetensors', 'lenet5-mnist-3-epochs.training.json'];
  const modules = ['lenet5Mnist.card.ts', 'lenet5Mnist.generated.ts', 'lenet5Mnist.md'];
  expect((await readdir(whole)).sort()).toEqual([...names, ...modules].sort());

  const killed = join(folder, 'killed');
  const child = start('--epochs', '3', '--out', killed);
  const checkpoint = join(killed, 'lenet5-mnist-3-epochs.checkpoint');
  while (child.exitCode === null && !existsSync(checkpoint)) await new Promise((resolve) => setTimeout(resolve, 1));
  child.kill('SIGKILL');
  await once(child, 'close');
  expect(await readdir(killed)).toContain('lenet5-mnist-3-epochs.checkpoint');
  expect((await run('--epochs', '3', '--out', killed)).status).toBe(0);
  for (const name of [names[0], modules[1]]) {
    expect(Buffer.compare(await readFile(join(killed, name)), await readFile(join(whole, name)))).toBe(0);
  }
  const { history } = JSON.parse(await readFile(join(killed, names[1]), 'utf8'));
  expect(history).toEqual(JSON.parse(await readFile(join(whole, names[1]), 'utf8')).history);

  const before = await readFile(join(whole, modules[0]), 'utf8');
  await rm(join(whole, modules[0]));
  const again = await run('--epochs', '3', '--out', whole, '--trained');
  expect(again).toEqual(first);
  expect(await readFile(join(whole, modules[0]), 'utf8')).toBe(before);
}, 180_000);

test('says what went wrong, and with which status', async () => {
  const untrained = await run('--trained', '--out', join(folder, 'nothing'));
  expect(untrained.status).toBe(1);
  expect(untrained.error).toMatch(/--trained takes what a training left.*lenet5-mnist.training.json/);
  const unknown = await run('--nonsense');
  expect(unknown.status).toBe(2);
  expect(unknown.error).toMatch(/nonsense.*\n\nUsage: pnpm train:zoo NAME/s);
}, 60_000);
