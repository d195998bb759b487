import { FormatError, StriateError } from '@striate/tensor';
import type { Model } from '../models/Model';
import type { PassPosition, PendingBatch } from './batches';
import { breathe } from './breathe';
import type { Callback, History, PausedContext, TrainingContext } from './Callback';
import { evaluateSource } from './evaluate';
import type { FitOptions } from './fit';
import type { OpenedData } from './openData';
import type { Position } from './Position';
import { ProgressLine } from './progressLine';
import { backendOf } from './repeating';
import type { Logs, Statistics } from './Statistics';
import type { Survivor } from './Survivor';
import type { Trainer } from './Trainer';

type Told = (callback: Callback, context: TrainingContext) => void | Promise<void>;

/** One training, from the first epoch to the last. */
export class Run {
  readonly #model: Model;
  readonly #trainer: Trainer;
  readonly #data: OpenedData;
  readonly #options: FitOptions;
  readonly #callbacks: readonly Callback[];
  readonly #progress: ProgressLine;
  readonly #statistics: Statistics;
  readonly #context: TrainingContext;
  readonly #history: History = { epoch: [], history: {} };
  #stopped = false;
  #finished = false;
  #toldOfNaN = false;
  #logs: Logs = {};
  /** Epochs that are over; batches and samples of the one that has begun. */
  #epoch: number;
  #step = 0;
  #samples = 0;
  /** The pass over the data; it spans epochs where stepsPerEpoch cuts it. */
  #pass: AsyncIterator<PendingBatch> | undefined;
  #position: PassPosition | undefined;
  /** Where the next validation begins, if it does not go on by itself. */
  #validateFrom: PassPosition | undefined;
  /** Where the device can be lost. */
  #survivor: Survivor | undefined;

  constructor(model: Model, trainer: Trainer, data: OpenedData, options: FitOptions) {
    this.#model = model;
    this.#trainer = trainer;
    this.#data = data;
    this.#options = options;
    this.#callbacks = options.callbacks ?? [];
    this.#progress = new ProgressLine(options.verbose ?? 'auto');
    this.#statistics = trainer.statistics();
    this.#epoch = options.initialEpoch ?? 0;
    this.#context = {
      model,
      epochs: options.epochs ?? 1,
      steps: options.stepsPerEpoch ?? data.training.steps,
      history: this.#history,
      stop: () => {
        this.#stopped = true;
      },
      print: (text) => this.#progress.print(text),
    };
  }

  async train(): Promise<History> {
    await this.#resume();
    await this.#tell((callback, context) => callback.onTrainBegin?.(context));
    const backend = backendOf(this.#model);
    if (backend.restored) {
      const run = { paused: () => this.#paused(), mark: () => this.#mark() };
      this.#survivor = new (await import('./Survivor')).Survivor(backend, run);
      await this.#survivor.outlive(() => this.#trainOn());
    } else await this.#trainOn();
    this.#finished = true;
    return this.#history;
  }

  /** From where it stands to the last epoch. */
  async #trainOn(): Promise<void> {
    while (this.#epoch < this.#context.epochs && !this.#stopped) {
      const epoch = this.#epoch;
      const logs = await this.#runEpoch();
      await this.#tell((callback, context) => callback.onEpochEnd?.(epoch, logs, context));
      this.#note(epoch, logs);
      await this.#pause();
    }
    this.#trainer.finishTraining();
    await this.#tell((callback, context) => callback.onTrainEnd?.(this.#logs, context));
  }

  /** Calls the same function of every callback, in order. */
  async #tell(what: Told): Promise<void> {
    for (const callback of this.#callbacks) await what(callback, this.#context);
  }

  #note(epoch: number, logs: Logs): void {
    const { history } = this.#history;
    this.#history.epoch.push(epoch);
    for (const [name, value] of Object.entries(logs)) {
      history[name] ??= [];
      history[name].push(value);
    }
    this.#logs = logs;
    this.#epoch++;
    this.#step = 0;
    this.#samples = 0;
  }

  async #runEpoch(): Promise<Logs> {
    const { signal, stepsPerEpoch, validationFreq = 1, yieldEvery } = this.#options;
    const epoch = this.#epoch;
    const title = `Epoch ${epoch + 1}/${this.#context.epochs}`;
    const { steps } = this.#context;
    const statistics = this.#statistics;
    const [tellsBegin, tellsEnd] = [has(this.#callbacks, 'onBatchBegin'), has(this.#callbacks, 'onBatchEnd')];
    this.#trainer.beginEpoch();
    if (this.#step === 0) {
      statistics.reset();
      await this.#tell((callback, context) => callback.onEpochBegin?.(epoch, context));
    }
    const [begun, before] = [performance.now(), this.#samples];
    const standing = (logs: Logs) => {
      const seconds = (performance.now() - begun) / 1000;
      return { step: this.#step, steps, samples: this.#samples - before, seconds, logs };
    };
    while (!this.#stopped && (stepsPerEpoch === undefined || this.#step < stepsPerEpoch)) {
      const batch = await this.#next(stepsPerEpoch !== undefined);
      if (!batch) break;
      signal?.throwIfAborted();
      if (tellsBegin) await this.#tell((callback, context) => callback.onBatchBegin?.(this.#step, context));
      this.#trainer.trainStep(batch.make, statistics);
      this.#step++;
      this.#samples += batch.samples;
      if (tellsEnd || statistics.full || this.#progress.due) {
        const logs = await this.#read();
        if (tellsEnd) await this.#tell((callback, context) => callback.onBatchEnd?.(this.#step - 1, logs, context));
        if (this.#progress.due) this.#progress.update(title, standing(logs));
      }
      await this.#pause();
      await breathe(yieldEvery);
    }
    if (this.#step === 0) throw new StriateError(`fit: epoch ${epoch + 1} had no batches: the data set is empty`);

    const logs = await this.#read();
    const trained = standing(logs);
    const { validation } = this.#data;
    if (validation && !this.#stopped && (epoch + 1) % validationFreq === 0) {
      const { logs: values } = await evaluateSource(this.#model, this.#trainer, validation, {
        signal,
        steps: this.#options.validationSteps,
        from: this.#validateFrom,
      });
      this.#validateFrom = undefined;
      for (const [name, value] of Object.entries(values)) logs[`val_${name}`] = value;
    }
    this.#progress.finish(title, trained);
    return logs;
  }

  /** The next batch: of this epoch's pass, or of one that goes on over epochs and begins anew when it ends. */
  async #next(spanning: boolean): Promise<PendingBatch | undefined> {
    for (let attempt = 0; attempt < 2; attempt++) {
      const fresh = !this.#pass && !this.#position;
      const position = this.#place;
      this.#pass ??= iterate(this.#data.training.pass(this.#position));
      const { done, value } = await this.#pass.next();
      this.#position = { begin: position.begin, batches: position.batches + 1 };
      if (!done) return value;
      this.#pass = undefined;
      this.#position = undefined;
      if (fresh || !spanning) return undefined;
    }
    return undefined;
  }

  /** In the pass, or where the next one begins. */
  get #place(): PassPosition {
    return this.#position ?? { begin: this.#data.training.begin, batches: 0 };
  }

  async #read(): Promise<Logs> {
    const logs = await this.#statistics.read();
    const { nanAt } = this.#statistics;
    if (nanAt === undefined || this.#toldOfNaN) return logs;
    if (!has(this.#callbacks, 'onNaN')) {
      throw new StriateError(
        `fit: the loss became NaN in epoch ${this.#epoch + 1}, step ${nanAt + 1}. A smaller learning rate (now ${this.#trainer.optimizer.learningRate}), scaled inputs or clipNorm help`,
      );
    }
    this.#toldOfNaN = true;
    await this.#tell((callback, context) => callback.onNaN?.(this.#epoch, nanAt, context));
    return logs;
  }

  /** Lets callbacks write down how things stand. */
  async #pause(): Promise<void> {
    await this.#survivor?.pause(this.#step === 0);
    if (!has(this.#callbacks, 'onPause')) return;
    const paused = this.#paused();
    for (const callback of this.#callbacks) await callback.onPause?.(paused);
  }

  #paused(): PausedContext {
    return {
      ...this.#context,
      epoch: this.#epoch,
      step: this.#step,
      callbacks: this.#callbacks,
      position: () => this.#standing(),
    };
  }

  async #standing(): Promise<Position> {
    return {
      epoch: this.#epoch,
      step: this.#step,
      samples: this.#samples,
      steps: this.#context.steps ?? null,
      pass: this.#place,
      history: this.#history,
      statistics: await this.#statistics.state(),
    };
  }

  /** Goes to where the first callback that knows of a place wants to go on. */
  async #resume(): Promise<void> {
    const steps = this.#context.steps ?? null;
    const check = (found: Position) => {
      if (found.steps === steps) return;
      throw new FormatError(
        `fit: the checkpoint is of a training with ${found.steps} batches an epoch, this one has ${steps}`,
      );
    };
    for (const callback of this.#callbacks) {
      const position = await callback.resumeFrom?.({ ...this.#context, callbacks: this.#callbacks, check });
      if (position) return this.#goTo(position);
    }
  }

  #goTo(position: Position): void {
    this.#epoch = position.epoch;
    this.#step = position.step;
    this.#samples = position.samples;
    this.#position = position.pass ?? undefined;
    const { epoch, history } = this.#history;
    epoch.splice(0, epoch.length, ...position.history.epoch);
    for (const name of Object.keys(history)) delete history[name];
    Object.assign(history, position.history.history);
    this.#statistics.restore(position.statistics);
  }

  #mark(): (position: Position) => Promise<void> {
    const [stopped, toldOfNaN, logs] = [this.#stopped, this.#toldOfNaN, this.#logs];
    const validation = this.#validateFrom ?? { begin: this.#data.validation?.begin ?? null, batches: 0 };
    return async (position) => {
      const pass = this.#pass;
      this.#pass = undefined;
      // What it had under way may be gone, too.
      await pass?.return?.().catch(() => undefined);
      this.#goTo(position);
      this.#validateFrom = validation;
      [this.#stopped, this.#toldOfNaN, this.#logs] = [stopped, toldOfNaN, logs];
    };
  }

  /** Frees what the run still holds, however it ended. */
  async end(): Promise<void> {
    this.#progress.close();
    this.#statistics.reset();
    this.#trainer.endTraining();
    await this.#pass?.return?.();
    for (const callback of this.#callbacks) await callback.onClose?.(this.#finished);
  }
}

function has(callbacks: readonly Callback[], what: keyof Callback): boolean {
  return callbacks.some((callback) => callback[what]);
}

function iterate<T>(source: Iterable<T> | AsyncIterable<T>): AsyncIterator<T> {
  if (Symbol.asyncIterator in source) return source[Symbol.asyncIterator]();
  const iterator = source[Symbol.iterator]();
  return {
    next: async () => iterator.next(),
    return: async () => iterator.return?.() ?? { done: true, value: undefined },
  };
}
