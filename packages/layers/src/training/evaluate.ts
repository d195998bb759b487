import { StriateError } from '@striate/tensor';
import type { MetricDetails } from '../metrics/Metric';
import type { Model } from '../models/Model';
import type { Arrays } from './arrays';
import {
  arraySource,
  type BatchSource,
  type DatasetLike,
  disposeArrays,
  isDataset,
  labelledArrays,
  type PassPosition,
} from './batches';
import { breathe } from './breathe';
import { checkBatch, checkedDataset } from './checkBatch';
import { ProgressLine, type Verbose } from './progressLine';
import { repeating } from './repeating';
import type { Logs } from './Statistics';
import type { Trainer } from './Trainer';

export interface EvaluateOptions {
  /** Default 32; a data set has its own. */
  batchSize?: number;
  /** Default 0. */
  verbose?: Verbose;
  /** Batches to look at. Default: all. */
  steps?: number;
  /** Ends it between two batches, with the signal's reason. */
  signal?: AbortSignal;
  /** A weight for each sample's loss, and for `weightedMetrics`. */
  sampleWeight?: Arrays;
  /** Whether to tell what metrics know beyond one number: the rows of a confusion matrix, the values of each class. */
  details?: boolean;
}

/** What `evaluate` tells with `details: true`. */
export interface Evaluation {
  /** The losses and metrics, as without details. */
  readonly logs: Logs;
  /** By name in the logs, for the metrics that have such. */
  readonly details: Readonly<Record<string, MetricDetails>>;
}

/** What `model.evaluate` does. */
export async function evaluate(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: EvaluateOptions,
): Promise<Evaluation> {
  options.signal?.throwIfAborted();
  return repeating(model, () => evaluateOnce(model, trainer, x, y, options));
}

async function evaluateOnce(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: EvaluateOptions,
): Promise<Evaluation> {
  const { batchSize = 32, sampleWeight } = options;
  if (isDataset(x)) return evaluateSource(model, trainer, checkedDataset(model, trainer, x, 'evaluate'), options);
  const arrays = labelledArrays(x, y, sampleWeight, model.dataNames, 'evaluate');
  try {
    await checkBatch(model, trainer, arrays, 'evaluate');
    return await evaluateSource(model, trainer, arraySource(arrays, { batchSize }), options);
  } finally {
    disposeArrays(arrays);
  }
}

/** The values over all batches of a source. */
export async function evaluateSource(
  _model: Model,
  trainer: Trainer,
  source: BatchSource,
  options: Pick<EvaluateOptions, 'signal' | 'verbose' | 'steps' | 'details'> & { from?: PassPosition },
): Promise<Evaluation> {
  const { signal, verbose = 0, steps = source.steps, details = false } = options;
  const statistics = trainer.statistics();
  const progress = new ProgressLine(verbose);
  const begun = performance.now();
  let [step, samples] = [0, 0];
  const standing = (logs: Logs) => ({
    step,
    steps,
    samples,
    seconds: (performance.now() - begun) / 1000,
    logs,
  });
  try {
    for await (const batch of source.pass(options.from)) {
      signal?.throwIfAborted();
      trainer.testStep(batch.make, statistics);
      step++;
      samples += batch.samples;
      if (statistics.full || progress.due) {
        const logs = await statistics.read();
        if (progress.due) progress.update('Evaluate', standing(logs));
      }
      await breathe();
      if (step === options.steps) break;
    }
    if (step === 0) throw new StriateError('evaluate: there were no batches: the data set is empty');
    const logs = await statistics.read();
    progress.finish('Evaluate', standing(logs));
    return { logs, details: details ? await statistics.details() : {} };
  } finally {
    progress.close();
    statistics.reset();
  }
}
