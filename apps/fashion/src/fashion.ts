import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite, percent } from '@striate/kit';
import { denseNetwork, lecture5Cnn } from 'striate';
import { augmentedSamples, compareAugmentation } from './augmentation';
import { loadClothes } from './loadClothes';
import type { Metrics } from './metrics';
import type { FashionOptions } from './options';
import { page } from './page';
import { trainNetwork } from './trainNetwork';

/** Trains, tests, prints and writes everything the demonstration has to show. */
export async function runFashion(options: FashionOptions): Promise<Metrics> {
  const { batchSize, epochs, json, out, seed } = options;
  const say = (text: string) => json || console.log(text);
  const clothes = await loadClothes(options);
  const { train, test, classNames } = clothes;

  say(`The dense network on ${train.length} images of clothes, tested on ${test.length} others.\n`);
  const dense = await trainNetwork(() => denseNetwork(), 1.5e-3, clothes, options);
  say('\nThe CNN on the same.\n');
  const convolutional = await trainNetwork(() => lecture5Cnn(), 2e-3, clothes, options);
  say('\nThe CNN on few images, with and without augmentation.\n');
  const augmentation = await compareAugmentation(clothes, options, say);

  const metrics: Metrics = {
    epochs,
    batchSize,
    seed,
    trainSamples: train.length,
    testSamples: test.length,
    dense: dense.metrics,
    cnn: convolutional.metrics,
    augmentation,
  };
  const samples = await augmentedSamples(clothes, seed);
  const mistakes = { dense: dense.mistakes, cnn: convolutional.mistakes };
  const html = await page({ metrics, classNames, mistakes, samples });
  await mkdir(out, { recursive: true });
  await atomicWrite(join(out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
  await atomicWrite(join(out, 'report.html'), html);

  if (json) console.log(JSON.stringify(metrics));
  for (const [name, { testAccuracy, trainSeconds }] of [
    ['Dense network', metrics.dense],
    ['CNN', metrics.cnn],
  ] as const)
    say(`${name.padEnd(15)}test accuracy ${percent(testAccuracy)}, trained in ${trainSeconds.toFixed(1)} s`);
  const { plain, augmented, trainSamples } = augmentation;
  say(`${`${trainSamples} images`.padEnd(15)}${percent(plain.mean)} as they are, ${percent(augmented.mean)} augmented`);
  say(`${'Written'.padEnd(15)}${join(out, 'report.html')}, metrics.json`);
  return metrics;
}
