import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { atomicWrite, readTestSet } from '@striate/kit';
import { confusionMatrixText } from './confusionMatrixText';
import { loadDigits } from './digits';
import type { Metrics } from './metrics';
import type { DemoOptions } from './options';
import { page } from './report/page';
import { train } from './train';
import { featureMaps, firstFilters } from './visualize';

/** The digit the report follows through the layers. */
const exampleDigit = 5;

/** Trains, tests, prints and writes everything the demonstration has to show. */
export async function runDemo(options: DemoOptions): Promise<Metrics> {
  const { batchSize, epochs, json, out, seed } = options;
  const say = (text: string) => json || console.log(text);
  const digits = await loadDigits(options);
  const { trainSamples, test } = digits;
  say(`LeNet-5 on ${trainSamples} digits, tested on ${test.length} others.\n`);

  const { net, history, testImages, seconds } = await train(digits, options);
  const { loss, counts, mistakes, guesses } = await readTestSet(net, testImages, test);
  const metrics: Metrics = {
    testAccuracy: (test.length - mistakes.length) / test.length,
    testLoss: loss,
    trainSeconds: Number(seconds.toFixed(2)),
    epochs,
    samplesPerSecond: Math.round((epochs * trainSamples) / seconds),
    parameters: net.countParams(),
    trainSamples,
    testSamples: test.length,
    batchSize,
    seed,
  };

  const curves = {
    loss: history.loss,
    accuracy: history.accuracy,
    testLoss: history.val_loss,
    testAccuracy: history.val_accuracy,
  };
  const example = guesses.findIndex((guess, i) => guess === exampleDigit && test.labels[i] === exampleDigit);
  const stages = await featureMaps(net, testImages, Math.max(0, example));
  const html = await page({ metrics, curves, counts, mistakes, stages, filters: await firstFilters(net) });

  await mkdir(out, { recursive: true });
  await atomicWrite(join(out, 'lenet5.safetensors'), await net.toSafetensors());
  await atomicWrite(join(out, 'metrics.json'), `${JSON.stringify(metrics, null, 2)}\n`);
  await atomicWrite(join(out, 'report.html'), html);

  if (json) console.log(JSON.stringify(metrics));
  const colour = process.stdout.isTTY && !process.env.NO_COLOR;
  say(`\n${confusionMatrixText(counts, colour)}`);
  say(`\nTest accuracy  ${(100 * metrics.testAccuracy).toFixed(2)} %, ${mistakes.length} of ${test.length} read wrong`);
  say(`Training       ${seconds.toFixed(1)} s, ${metrics.samplesPerSecond} digits a second`);
  say(`Written        ${join(out, 'report.html')}, metrics.json, lenet5.safetensors`);
  return metrics;
}
