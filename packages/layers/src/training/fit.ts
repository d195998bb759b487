import { Generator, StriateError, sharedGenerator, ValueError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { ArrayLike, Arrays } from './arrays';
import {
  arraySource,
  type BatchSource,
  type DatasetLike,
  isDataset,
  type LabelledArrays,
  labelledArrays,
  type PendingBatch,
  splitRange,
} from './batches';
import { breathe } from './breathe';
import type { Callback, History, TrainingContext } from './Callback';
import { checkBatch, checkedDataset } from './checkBatch';
import { evaluateSource } from './evaluate';
import { ProgressLine, type Verbose } from './progressLine';
import type { Logs, Statistics } from './Statistics';
import type { Trainer } from './Trainer';

/** Data to validate on: `[x, y]`, `{ x, y }`, or a data set of batches. */
export type ValidationData =
  | readonly [x: Arrays, y: Arrays]
  | { readonly x: Arrays; readonly y: Arrays; readonly sampleWeight?: ArrayLike }
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
  /** A weight for each sample's loss, for arrays. */
  sampleWeight?: ArrayLike;
}

/** The loop behind `model.fit`. */
export async function fit(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: FitOptions,
): Promise<History> {
  const { epochs = 1, initialEpoch = 0, verbose = 'auto', signal } = options;
  if (!Number.isInteger(epochs) || epochs < 1)
    throw new ValueError(`fit: epochs must be a whole number >= 1, got ${epochs}`);
  signal?.throwIfAborted();
  const opened = await open(model, trainer, x, y, options);
  const history: History = { epoch: [], history: {} };
  const run = new Run(model, trainer, opened, new ProgressLine(verbose), options);
  try {
    let logs: Logs = {};
    await run.tell((callback, context) => callback.onTrainBegin?.(context));
    for (let epoch = initialEpoch; epoch < epochs && !run.stopped; epoch++) {
      logs = await run.epoch(epoch);
      history.epoch.push(epoch);
      for (const [name, value] of Object.entries(logs)) {
        history.history[name] ??= [];
        history.history[name].push(value);
      }
      await run.tell((callback, context) => callback.onEpochEnd?.(epoch, logs, context));
    }
    await run.tell((callback, context) => callback.onTrainEnd?.(logs, context));
    return history;
  } finally {
    await run.end();
    for (const free of opened.free) free();
  }
}

interface Opened {
  readonly training: BatchSource;
  readonly validation: BatchSource | undefined;
  readonly free: (() => void)[];
}

/** Brings the data to the device, checks it once and builds the model. */
async function open(
  model: Model,
  trainer: Trainer,
  x: Arrays | DatasetLike,
  y: Arrays | undefined,
  options: FitOptions,
): Promise<Opened> {
  const { batchSize = 32, validationData, validationSplit, shuffle = true, seed, sampleWeight } = options;
  const free: (() => void)[] = [];
  const own = (arrays: LabelledArrays): LabelledArrays => {
    free.push(() => [arrays.x, arrays.y, arrays.sampleWeight].forEach((columns) => columns?.dispose()));
    return arrays;
  };
  try {
    let training: BatchSource;
    let validation: BatchSource | undefined;
    if (isDataset(x)) {
      if (validationSplit !== undefined)
        throw new ValueError('fit: validationSplit takes arrays; split a data set with take() and skip()');
      training = checkedDataset(model, trainer, x, 'fit');
    } else {
      const arrays = own(labelledArrays(x, y, sampleWeight, model.dataNames, 'fit'));
      await checkBatch(model, trainer, arrays, 'fit');
      const generator = seed === undefined ? undefined : new Generator(seed);
      const order = shuffle ? (count: number) => (generator ?? sharedGenerator()).permutation(count) : undefined;
      if (validationSplit === undefined) training = arraySource(arrays, { batchSize, order });
      else {
        const { trained, held } = splitRange(arrays.samples, validationSplit);
        training = arraySource(arrays, { batchSize, order, count: trained });
        validation = arraySource(arrays, { batchSize, first: trained, count: held });
      }
    }
    if (validationData !== undefined) {
      if (isDataset(validationData)) validation = checkedDataset(model, trainer, validationData, 'fit: validationData');
      else {
        const given = validationData as Exclude<ValidationData, DatasetLike>;
        const [vx, vy, vw] = 'x' in given ? [given.x, given.y, given.sampleWeight] : [given[0], given[1], undefined];
        const arrays = own(labelledArrays(vx, vy, vw, model.dataNames, 'fit: validationData'));
        await checkBatch(model, trainer, arrays, 'fit: validationData');
        validation = arraySource(arrays, { batchSize });
      }
    }
    return { training, validation, free };
  } catch (error) {
    for (const release of free) release();
    throw error;
  }
}

type Told = (callback: Callback, context: TrainingContext) => void | Promise<void>;

/** One training, from the first epoch to the last. */
class Run {
  stopped = false;
  readonly #model: Model;
  readonly #trainer: Trainer;
  readonly #opened: Opened;
  readonly #progress: ProgressLine;
  readonly #options: FitOptions;
  readonly #statistics: Statistics;
  readonly #context: TrainingContext;
  /** A pass that spans epochs, where stepsPerEpoch cuts it. */
  #pass: AsyncIterator<PendingBatch> | undefined;

  constructor(model: Model, trainer: Trainer, opened: Opened, progress: ProgressLine, options: FitOptions) {
    this.#model = model;
    this.#trainer = trainer;
    this.#opened = opened;
    this.#progress = progress;
    this.#options = options;
    this.#statistics = trainer.statistics();
    this.#context = {
      model,
      epochs: options.epochs ?? 1,
      steps: options.stepsPerEpoch ?? opened.training.steps,
      stop: () => {
        this.stopped = true;
      },
    };
  }

  /** Calls the same function of every callback, in order. */
  async tell(what: Told): Promise<void> {
    for (const callback of this.#options.callbacks ?? []) await what(callback, this.#context);
  }

  async epoch(epoch: number): Promise<Logs> {
    const { callbacks = [], signal, stepsPerEpoch, epochs = 1 } = this.#options;
    const title = `Epoch ${epoch + 1}/${epochs}`;
    const steps = this.#context.steps;
    const statistics = this.#statistics;
    const [tellsBegin, tellsEnd] = [callbacks.some((c) => c.onBatchBegin), callbacks.some((c) => c.onBatchEnd)];
    statistics.reset();
    this.#trainer.beginEpoch();
    await this.tell((callback, context) => callback.onEpochBegin?.(epoch, context));
    const begun = performance.now();
    let [step, samples] = [0, 0];
    const standing = (logs: Logs) => ({ step, steps, samples, seconds: (performance.now() - begun) / 1000, logs });

    while (!this.stopped && (stepsPerEpoch === undefined || step < stepsPerEpoch)) {
      const batch = await this.#next(stepsPerEpoch !== undefined);
      if (!batch) break;
      signal?.throwIfAborted();
      if (tellsBegin) await this.tell((callback, context) => callback.onBatchBegin?.(step, context));
      this.#trainer.trainStep(batch.make, statistics);
      step++;
      samples += batch.samples;
      if (tellsEnd || statistics.full || this.#progress.due) {
        const logs = await this.#read(epoch);
        if (tellsEnd) await this.tell((callback, context) => callback.onBatchEnd?.(step - 1, logs, context));
        if (this.#progress.due) this.#progress.update(title, standing(logs));
      }
      await breathe();
    }
    if (step === 0) throw new StriateError(`fit: epoch ${epoch + 1} had no batches: the data set is empty`);

    const logs = await this.#read(epoch);
    const trained = standing(logs);
    const { validation } = this.#opened;
    if (validation && !this.stopped) {
      const { logs: values } = await evaluateSource(this.#model, this.#trainer, validation, { signal });
      for (const [name, value] of Object.entries(values)) logs[`val_${name}`] = value;
    }
    this.#progress.finish(title, trained);
    return logs;
  }

  /** The next batch: of this epoch's pass, or of one that goes on over epochs and begins anew when it ends. */
  async #next(spanning: boolean): Promise<PendingBatch | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      const fresh = !this.#pass;
      this.#pass ??= iterate(this.#opened.training.pass());
      const { done, value } = await this.#pass.next();
      if (!done) return value;
      this.#pass = undefined;
      if (fresh || !spanning) return undefined;
    }
    return undefined;
  }

  async #read(epoch: number): Promise<Logs> {
    const logs = await this.#statistics.read();
    const { nanAt } = this.#statistics;
    if (nanAt !== undefined) {
      throw new StriateError(
        `fit: the loss became NaN in epoch ${epoch + 1}, step ${nanAt + 1}. A smaller learning rate (now ${this.#trainer.optimizer.learningRate}), scaled inputs or clipNorm help`,
      );
    }
    return logs;
  }

  /** Frees what the run still holds, however it ended. */
  async end(): Promise<void> {
    this.#progress.close();
    this.#statistics.reset();
    this.#trainer.endTraining();
    await this.#pass?.return?.();
  }
}

function iterate<T>(source: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> {
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  const iterator = source[Symbol.iterator]();
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.() ?? { done: true, value: undefined },
  };
}
