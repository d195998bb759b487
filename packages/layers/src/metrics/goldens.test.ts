import { slice, type Tensor, tensor } from '@striate/tensor';
import { describe, expect, it } from 'vitest';
import goldens from '../../goldens/metrics.json';
import { lossesByName } from '../losses/resolveLoss';
import { looseness, useEachBackend } from '../testing/useEachBackend';
import { allMetrics, metricsWithDefaults } from './allMetrics';
import type { Metric } from './Metric';
import { resolveMetric } from './resolveMetric';
import { type MetricTracker, streaming } from './streaming';

useEachBackend();

type Numbers = readonly (number | null | Numbers)[];

/** What plain loops computed over all samples at once: see goldens/makeMetrics.py. */
interface Golden {
  readonly metric: string;
  readonly name: string;
  readonly options: object;
  readonly yTrue: number;
  readonly yPred: number;
  readonly sampleWeight?: number;
  readonly value: number;
  readonly details?: Numbers;
}

const entries: readonly Golden[] = goldens.entries;
const cases = entries.map((golden): [string, Golden] => [`${golden.metric}: ${golden.name}`, golden]);

const factories: Readonly<Record<string, (options: never) => Metric>> = allMetrics;

function make({ metric, options }: Golden): Metric {
  return metric in factories ? factories[metric](options as never) : resolveMetric(metric as keyof typeof lossesByName);
}

function arraysOf({ yTrue, yPred, sampleWeight }: Golden): Tensor[] {
  const numbers = sampleWeight === undefined ? [yTrue, yPred] : [yTrue, yPred, sampleWeight];
  return numbers.map((n) => tensor(Float32Array.from(goldens.arrays[n].values), goldens.arrays[n].shape));
}

/** Adds samples batch by batch; the last batch is a smaller one. */
function feed(tracker: MetricTracker, arrays: readonly Tensor[], batch: number): void {
  const samples = arrays[0].shape[0];
  for (let at = 0; at < samples; at += batch) {
    const [yTrue, yPred, weights] = arrays.map((x) => slice(x, [at], [Math.min(batch, samples - at)]));
    tracker.updateState(yTrue, yPred, weights);
  }
}

/** NaN, which JSON has not, is null in the file. */
const close = (values: Numbers): unknown[] =>
  values.map((value) => {
    if (value === null) return Number.NaN;
    return typeof value === 'number' ? expect.closeTo(value, 4) : close(value);
  });

const near = (value: number, wanted: number) =>
  expect(Math.abs(value - wanted), `${value} for ${wanted}`).toBeLessThanOrEqual(
    looseness * (1e-5 * Math.abs(wanted) + 1e-6),
  );

describe('metrics have the values of their formulas', () => {
  it.each(cases)('%s', async (_, golden) => {
    const tracker = streaming(make(golden));
    feed(tracker, arraysOf(golden), 1000);
    near(await tracker.result(), golden.value);
    if (golden.details) expect(await tracker.details()).toEqual(close(golden.details));
  });

  it('and there are entries for each', () => {
    const tested = new Set(entries.map(({ metric }) => metric));
    expect(Object.keys(allMetrics).filter((name) => !tested.has(name))).toEqual([]);
  });
});

describe('batches add up to the value over all samples', () => {
  it.each(cases)('%s', async (_, golden) => {
    const tracker = streaming(make(golden));
    const arrays = arraysOf(golden);
    for (const batch of [7, 32]) {
      feed(tracker, arrays, batch);
      near(await tracker.result(), golden.value);
      if (golden.details) expect(await tracker.details()).toEqual(close(golden.details));
      tracker.resetState();
    }
  });
});

it('every loss is a metric: its mean', async () => {
  const yTrue = tensor([
    [0, 1],
    [1, 0],
    [0, 1],
  ]);
  const yPred = tensor([
    [0.25, 0.75],
    [0.5, 0.5],
    [0.875, 0.125],
  ]);
  for (const name of Object.keys(lossesByName) as (keyof typeof lossesByName)[]) {
    if (name in metricsWithDefaults || name === 'sparseCategoricalCrossentropy') continue;
    const tracker = streaming(name);
    tracker.updateState(yTrue, yPred);
    near(await tracker.result(), await lossesByName[name]()(yTrue, yPred).item());
  }
});
