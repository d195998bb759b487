import { ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { Arrays } from './arrays';
import type { DatasetLike } from './batches';
import type { Callback, History } from './Callback';
import type { ClassWeight } from './classWeight';
import { openData } from './openData';
import type { Verbose } from './progressLine';
import { Run } from './Run';
import { repeating } from './repeating';
import type { Trainer } from './Trainer';

/** Data to validate on: `[x, y]`, `{ x, y }`, or a data set of batches. */
export type ValidationData =
  | readonly [x: Arrays, y: Arrays]
  | { readonly x: Arrays; readonly y: Arrays; readonly sampleWeight?: Arrays }
  | DatasetLike;

export interface FitOptions {
  /** Number of the epoch to end before. Default 1. */
  epochs?: number;
  /** Samples a step; a data set has its own. Default 32. */
  batchSize?: number;
  /** Evaluated after every epoch, as `val_loss`, `val_accuracy`, … */
  validationData?: ValidationData;
  /** Share of the arrays, from their end, to validate on instead of training. */
  validationSplit?: number;
  /** Default: `batchSize`. */
  validationBatchSize?: number;
  /** Batches a validation looks at. Default: all. */
  validationSteps?: number;
  /** Epochs from one validation to the next. Default 1. */
  validationFreq?: number;
  /** Whether arrays are taken in a new random order each epoch. Default true. */
  shuffle?: boolean;
  /** Fixes that order. Default: the shared generator, see `seed()`. */
  seed?: number;
  /** Default `auto`: a bar on a terminal, else a line per epoch. */
  verbose?: Verbose;
  /** Number of the first epoch, to go on where a run ended. Default 0. */
  initialEpoch?: number;
  callbacks?: readonly Callback[];
  /** Ends the training between two steps, with the signal's reason: an AbortError. The model keeps what it has learned. */
  signal?: AbortSignal;
  /** Batches in an epoch, where a data set is endless or should be cut. */
  stepsPerEpoch?: number;
  /** A weight for each sample's loss, for arrays; for several outputs also one such array each, in order or by name. */
  sampleWeight?: Arrays;
  /** How much the samples of each class count in the loss, to balance rare ones: `{ 0: 1, 1: 5 }`. */
  classWeight?: ClassWeight;
  /** Milliseconds of work after which the page, or other tasks, have a turn. Default 30. One step is never cut. */
  yieldEvery?: number;
}

/** What `model.fit` does. */
export async function fit(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: FitOptions,
): Promise<History> {
  checkCounts(options);
  options.signal?.throwIfAborted();
  const data = await repeating(model, () => openData(model, trainer, x, y, options));
  const run = new Run(model, trainer, data, options);
  try {
    return await run.train();
  } finally {
    try {
      await run.end();
    } finally {
      data.close();
    }
  }
}

function checkCounts(options: FitOptions): void {
  const { epochs = 1, initialEpoch = 0, stepsPerEpoch = 1, validationFreq = 1, validationSteps = 1 } = options;
  const counts = { epochs, stepsPerEpoch, validationFreq, validationSteps };
  for (const [name, count] of Object.entries(counts)) {
    if (!Number.isInteger(count) || count < 1)
      throw new ValueError(`fit: ${name} must be a whole number >= 1, got ${count}`);
  }
  if (!Number.isInteger(initialEpoch) || initialEpoch < 0)
    throw new ValueError(`fit: initialEpoch must be a whole number >= 0, got ${initialEpoch}`);
}
