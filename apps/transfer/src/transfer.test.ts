import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { weightsFile } from './clothes';
import { type ExperimentMetrics, type Metrics, ways } from './metrics';
import { readOptions } from './options';
import { runTransfer } from './transfer';

let out: string;

beforeAll(async () => {
  out = await mkdtemp(join(tmpdir(), 'striate-transfer-'));
});

afterAll(() => rm(out, { recursive: true }));

/** Next to nothing: that everything is there, and what is frozen stays, is what is tested. */
const plan = {
  pretrain: { images: 200, epochs: 1 },
  sizes: { digits: [1, 2], clothes: [1] },
  epochs: { digits: 2, clothes: 2 },
  tests: { digits: 40, clothes: 20 },
  timed: 20,
};

const options = readOptions(['--quick', '--json', '--seed', '4']);
if (options === 'help') throw new Error('these options ask for no help');
const real = existsSync(weightsFile(options.folder));

function checkExperiment(found: ExperimentMetrics, sizes: readonly number[], statistics: number): void {
  expect(found.sizes.map(({ imagesPerClass }) => imagesPerClass)).toEqual(sizes);
  for (const size of found.sizes)
    for (const way of ways) {
      expect(size[way].accuracies).toHaveLength(3);
      expect(size[way].mean).toBeCloseTo(size[way].accuracies.reduce((a, b) => a + b) / 3, 9);
    }
  expect(found.untouched.frozen).toMatchObject({ changed: [], sameStatistics: statistics });
  expect(found.untouched.fineTuned.sameStatistics).toBe(statistics);
  expect(found.untouched.fineTuned.changed.length).toBeGreaterThan(0);
  expect(found.confusionMatrix.flat().reduce((a, b) => a + b)).toBe(found.testSamples);
}

test('digits: writes the figures and a report that needs nothing but itself', async () => {
  const print = vi.spyOn(console, 'log').mockImplementation(() => {});
  const metrics = await runTransfer({ ...options, folder: join(out, 'nowhere'), out }, plan);
  expect(print.mock.calls).toEqual([[JSON.stringify(metrics)]]);
  print.mockRestore();
  expect(await readdir(out)).toEqual(['metrics.json', 'report.html']);

  const written = JSON.parse(await readFile(join(out, 'metrics.json'), 'utf8')) as Metrics;
  expect(written).toEqual(metrics);
  expect(written).toMatchObject({ seeds: [4, 5, 6], clothes: null });
  checkExperiment(written.digits, [1, 2], 0);
  expect(written.digits.untouched.frozen.sameValues).toBe(2572);

  const html = await readFile(join(out, 'report.html'), 'utf8');
  for (const text of ['seed 5', 'images of each class', 'Fine-tuned', 'LeNet-5']) expect(html).toContain(text);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(html).not.toMatch(/https?:|<script|<link|@import|url\(/);
}, 120_000);

const clothes = real ? test : test.skip;
clothes(
  real ? 'clothes: with the real weights' : `clothes: not without ${weightsFile(options.folder)}`,
  async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const metrics = await runTransfer({ ...options, out }, plan);
    vi.restoreAllMocks();
    if (!metrics.clothes) throw new Error('clothes were left out');
    checkExperiment(metrics.clothes, [1], 26);
    // The filters of the second stage learned, nothing else.
    expect(metrics.clothes.untouched.fineTuned.changed).toHaveLength(6);
    expect(metrics.clothes.untouched.fineTuned.changed.every((name) => /^layer2\.\d\.conv\d\/kernel$/.test(name))).toBe(
      true,
    );
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('Ankle boot');
  },
  240_000,
);
