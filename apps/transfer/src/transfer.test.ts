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
  sizes: { digits: [1], clothes: [1] },
  steps: 2,
  tests: { digits: 40, clothes: 20 },
  timed: 20,
};

const options = readOptions(['--quick', '--json', '--seed', '4']);
if (options === 'help') throw new Error('these options ask for no help');
const real = existsSync(weightsFile(options.folder));

function checkExperiment(found: ExperimentMetrics | null, sizes: readonly number[]): void {
  if (!found) throw new Error('it was left out');
  expect(found.sizes.map(({ imagesPerClass }) => imagesPerClass)).toEqual(sizes);
  for (const size of found.sizes)
    for (const way of ways) {
      expect(size[way].accuracies).toHaveLength(3);
      expect(size[way].mean).toBeCloseTo(size[way].accuracies.reduce((a, b) => a + b) / 3, 9);
    }
  // 13 batch normalisations up to the end of the second stage.
  expect(found.untouched.frozen).toMatchObject({ changed: [], sameStatistics: 26 });
  // The filters of the second stage learned, nothing else.
  const { changed, sameStatistics } = found.untouched.fineTuned;
  expect(sameStatistics).toBe(26);
  expect(changed).toHaveLength(6);
  expect(changed.every((name) => /^layer2\.\d\.conv\d\/kernel$/.test(name))).toBe(true);
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
  checkExperiment(written.digits, [1]);

  const html = await readFile(join(out, 'report.html'), 'utf8');
  for (const text of ['seed 5', 'images of each class', 'Fine-tuned', 'ResNet-20']) expect(html).toContain(text);
  expect(html).not.toMatch(/NaN|undefined|Infinity/);
  expect(html).not.toMatch(/https?:|<script|<link|@import|url\(/);
}, 600_000);

test('says where the weights of clothes would be', async () => {
  const nowhere = runTransfer({ ...options, only: 'clothes', folder: join(out, 'nowhere'), out }, plan);
  await expect(nowhere).rejects.toThrow(/there is no .*nowhere.cifar-resnet.resnet20-12fca82f.th. --folder/);
});

const clothes = real ? test : test.skip;
clothes(
  real ? 'clothes: with the real weights' : `clothes: not without ${weightsFile(options.folder)}`,
  async () => {
    vi.spyOn(console, 'log').mockImplementation(() => {});
    const metrics = await runTransfer({ ...options, only: 'clothes', out }, plan);
    vi.restoreAllMocks();
    expect(metrics.digits).toBeNull();
    checkExperiment(metrics.clothes, [1]);
    expect(await readFile(join(out, 'report.html'), 'utf8')).toContain('Ankle boot');
  },
  600_000,
);
