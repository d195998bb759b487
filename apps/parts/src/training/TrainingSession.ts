import { backupAndRestore, type Callback, encodeModel, type FileStore, type Sequential } from 'striate';
import { buildNetwork } from './buildNetwork';
import { Gate } from './Gate';
import { HeldOut } from './HeldOut';
import { type Digits, loadDigits } from './loadDigits';
import { firstFilters, lookInside } from './lookInside';
import type { Checkpoint, Look, Mistake, News, Opened, StepResult } from './news';
import type { TrainingSettings } from './settings';

const newsEvery = 120; // milliseconds: a chart needs no more
const checkpointsPerEpoch = 5;

/**
 * A training that can be paused, stepped and taken back: `fit`, held at a gate between its steps, with a checkpoint of
 * `backupAndRestore` every so often. Going back is a new `fit` that resumes from an older checkpoint.
 */
export class TrainingSession {
  readonly #gate = new Gate();
  #digits: { train: Digits; heldOut: Digits } | undefined;
  #settings: TrainingSettings | undefined;
  #net: Sequential | undefined;
  #heldOut: HeldOut | undefined;
  #hear: (news: News) => void = () => undefined;
  #delay = 0;
  #abort = new AbortController();
  #fitting: Promise<void> | undefined;
  #kept = new Map<number, Uint8Array>();
  #step = 0;
  #results: StepResult[] = [];
  #told = 0;

  /** Loads the digits, builds the network, tests it as it is, and waits at the gate. */
  async open(settings: TrainingSettings, hear: (news: News) => void): Promise<Opened> {
    this.#hear = hear;
    this.#digits ??= await loadDigits();
    this.#settings = settings;
    await this.#begin(undefined);
    const { train, heldOut } = this.#digits;
    const stepsPerEpoch = this.#stepsPerEpoch;
    return {
      parameters: this.#model.countParams(),
      stepsPerEpoch,
      steps: stepsPerEpoch * settings.epochs,
      trainDigits: train.labels.length,
      heldOutDigits: heldOut.labels.length,
    };
  }

  run(): void {
    this.#gate.open = true;
  }

  pause(): void {
    this.#gate.open = false;
  }

  /** One step, while it is paused. */
  stepOnce(): void {
    this.#gate.permit();
  }

  /** Milliseconds to wait after each step. */
  setDelay(milliseconds: number): void {
    this.#delay = milliseconds;
    this.#gate.hurry();
  }

  /** Goes back to where a checkpoint was made, or to the beginning, and waits there. */
  async rewind(step: number): Promise<void> {
    await this.#begin(step === 0 ? undefined : this.#kept.get(step));
  }

  look(pixels: Float32Array): Promise<Look> {
    return lookInside(this.#model, pixels);
  }

  cell(label: number, said: number): Mistake[] {
    return this.#heldOut?.cell(label, said, 24) ?? [];
  }

  /** The trained network as a file of Keras. */
  export(): Promise<Uint8Array<ArrayBuffer>> {
    return encodeModel(this.#model, 'keras');
  }

  get #model(): Sequential {
    if (!this.#net) throw new Error('open() comes first');
    return this.#net;
  }

  get #stepsPerEpoch(): number {
    if (!this.#digits || !this.#settings) throw new Error('open() comes first');
    return Math.ceil(this.#digits.train.labels.length / this.#settings.batchSize);
  }

  /** Ends the `fit` there is and begins one, from the start or where a checkpoint says. */
  async #begin(from: Uint8Array | undefined): Promise<void> {
    if (!this.#digits || !this.#settings) return;
    const { train, heldOut } = this.#digits;
    const { batchSize, epochs, seed } = this.#settings;
    this.#gate.open = false;
    this.#abort.abort();
    await this.#fitting;
    this.#abort = new AbortController();
    this.#net = buildNetwork(this.#settings);
    this.#heldOut = new HeldOut(heldOut);
    this.#results = [];
    this.#step = 0;
    const { signal } = this.#abort;
    await new Promise<void>((arrive) => {
      const callbacks = [this.#watch(arrive), this.#keeping(from)];
      this.#fitting = this.#model
        .fit(train.x, train.y, { batchSize, epochs, seed, verbose: 0, yieldEvery: 15, signal, callbacks })
        .then(() => this.#tell({ finished: true }))
        .catch((error: Error) => (signal.aborted ? undefined : this.#tell({ problem: error.message })))
        .finally(arrive);
    });
    for (const step of this.#kept.keys()) if (step > this.#step || !from) this.#kept.delete(step);
    await this.#tell({ checkpoint: await this.#heldOut.test(this.#model, this.#step) });
  }

  /** Holds each step at the gate, and tells the page how it went. */
  #watch(arrive: () => void): Callback {
    const { batchSize } = this.#settings ?? { batchSize: 1 };
    const samples = this.#digits?.train.labels.length ?? 0;
    const stepsPerEpoch = this.#stepsPerEpoch;
    let sums = { samples: 0, loss: 0, accuracy: 0 };
    let epoch = 0;
    return {
      onEpochBegin: (begun) => {
        epoch = begun;
        sums = { samples: 0, loss: 0, accuracy: 0 };
      },
      onBatchBegin: async (batch) => {
        this.#step = epoch * stepsPerEpoch + batch;
        arrive();
        await this.#gate.pass(this.#abort.signal);
      },
      onBatchEnd: async (batch, { loss, accuracy }) => {
        // The values are those of the epoch so far; what this batch added is what its own were.
        const seen = Math.min((batch + 1) * batchSize, samples);
        const size = seen - sums.samples;
        this.#results.push({
          loss: (loss * seen - sums.loss) / size,
          accuracy: (accuracy * seen - sums.accuracy) / size,
        });
        sums = { samples: seen, loss: loss * seen, accuracy: accuracy * seen };
        this.#step = epoch * stepsPerEpoch + batch + 1;
        if (!this.#gate.open || performance.now() - this.#told > newsEvery) await this.#tell({});
        await this.#gate.linger(this.#delay);
      },
      getState: () => ({ values: { ...sums, epoch } }),
      setState: ({ values }) => {
        const state = values as unknown as typeof sums & { epoch: number };
        ({ epoch } = state);
        sums = state;
      },
    };
  }

  #keeping(from: Uint8Array | undefined): Callback {
    const store: FileStore = {
      read: async () => from,
      write: async (bytes) => {
        if (this.#kept.has(this.#step)) return; // the end of an epoch is a step, too
        this.#kept.set(this.#step, bytes);
        await this.#tell({ checkpoint: await this.#test() });
      },
      remove: async () => undefined,
    };
    const saveFreq = Math.max(1, Math.round(this.#stepsPerEpoch / checkpointsPerEpoch));
    return backupAndRestore(store, { saveFreq, deleteCheckpoint: false });
  }

  async #test(): Promise<Checkpoint> {
    if (!this.#heldOut) throw new Error('open() comes first');
    return this.#heldOut.test(this.#model, this.#step);
  }

  async #tell(more: Partial<News>): Promise<void> {
    this.#told = performance.now();
    const results = this.#results.splice(0);
    this.#hear({ results, step: this.#step, filters: await firstFilters(this.#model, 32), ...more });
  }
}
