import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { fashionMnist, Generator } from 'striate';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { runFashion } from './fashion';
import { loadClothes, shared } from './loadClothes';
import type { Metrics } from './metrics';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'striate-fashion-'));
  await writeClothes('train', 120, 1);
  await writeClothes('t10k', 50, 2);
});

afterAll(() => rm(folder, { recursive: true }));

/** Random images where the class shows, bright stripes at its height, as IDX files: one pair plain, the other packed. */
async function writeClothes(name: string, length: number, seed: number): Promise<void> {
  const pixels = Uint8Array.from(new Generator(seed).uniform(length * 784), (u) => u * 128);
  const labels = Uint8Array.from({ length }, (_, i) => i % 10);
  labels.forEach((label, i) => {
    pixels.fill(255, i * 784 + label * 56, i * 784 + label * 56 + 56);
  });
  const images = Buffer.concat([header(0x803, length, 28, 28), pixels]);
  await writeFile(join(folder, `${name}-images-idx3-ubyte.gz`), gzipSync(images));
  await writeFile(join(folder, `${name}-labels-idx1-ubyte`), Buffer.concat([header(0x801, length), labels]));
}

function header(...words: readonly number[]): Buffer {
  const out = Buffer.alloc(4 * words.length);
  words.forEach((word, i) => {
    out.writeUInt32BE(word, 4 * i);
  });
  return out;
}

test('writes the figures and a report that needs nothing but itself', async () => {
  const out = join(folder, 'out');
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const metrics = await runFashion({ folder, out, epochs: 2, batchSize: 16, seed: 3, quick: true, json: true });
  expect(print.mock.calls).toEqual([[JSON.stringify(metrics)]]);
  print.mockRestore();
  expect(await readdir(out)).toEqual(['metrics.json', 'report.html']);

  const written = JSON.parse(await readFile(join(out, 'metrics.json'), 'utf8')) as Metrics;
  expect(written).toEqual(metrics);
  expect(written).toMatchObject({ epochs: 2, batchSize: 16, seed: 3, trainSamples: 120, testSamples: 50 });
  for (const [network, parameters] of [
    [written.dense, 101_770],
    [written.cnn, 93_322],
  ] as const) {
    expect(network.parameters).toBe(parameters);
    expect(network.flops).toBeGreaterThan(2 * 100_352);
    for (const curve of Object.values(network.curves)) expect(curve).toHaveLength(2);
    expect(network.curves.testAccuracy[1]).toBeCloseTo(network.testAccuracy, 6);
    const rows = network.confusionMatrix.map((row) => row.reduce((sum, count) => sum + count, 0));
    expect(rows).toEqual(new Array(10).fill(5));
    const right = network.confusionMatrix.reduce((sum, row, i) => sum + row[i], 0);
    expect(right / 50).toBeCloseTo(network.testAccuracy, 6);
  }
  const { plain, augmented, seeds } = written.augmentation;
  expect(seeds).toEqual([3, 4, 5]);
  for (const runs of [plain, augmented]) {
    expect(runs.testAccuracies).toHaveLength(3);
    expect(runs.testCurves.map((curve) => curve.length)).toEqual(runs.trainCurves.map((curve) => curve.length));
  }

  const html = await readFile(join(out, 'report.html'), 'utf8');
  for (const text of ['101,770', '93,322', 'Ankle boot', 'augmented', 'seed 4', 'CNN, test'])
    expect(html).toContain(text);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(html).not.toMatch(/https?:|<script|<link|@import|url\(/);
}, 120_000);

test('finds the real files', async ({ skip }) => {
  const found = await fashionMnist({ download: false }).catch(() => undefined);
  if (!found && !existsSync(shared)) skip(`${shared} is not here: the original files were not tried`);
  const { train, test, classNames } = await loadClothes({ quick: true });
  expect(train.images.shape).toEqual([3000, 28, 28, 1]);
  expect(test.length).toBe(1000);
  expect(classNames[train.labels[0]]).toBe('Ankle boot');
  expect(Math.max(...train.images.data.subarray(0, 784))).toBe(1);
}, 60_000);

test('says which files to put where', async () => {
  const nowhere = join(folder, 'nowhere');
  const loading = loadClothes({ folder: nowhere, quick: true });
  await expect(loading).rejects.toThrow(/neither .*train-images-idx3-ubyte/);
  await expect(loading).rejects.toThrow(/t10k-labels-idx1-ubyte.gz into a folder.* --folder.* apt install/);
});
