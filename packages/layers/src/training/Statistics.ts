import { concat, keep, reshape, StriateError, scope, type Tensor } from '@striate/tensor';
import type { Metric, MetricUpdate } from '../metrics/Metric';

/** Values by name: `loss`, `accuracy`, `val_loss`, … */
export type Logs = Record<string, number>;

/** What one batch measured: the loss of all outputs, of each where there are several, and the metrics. */
export interface BatchScores {
  readonly samples: number;
  /** Mean losses, scalars, in the order of `lossNames`. */
  readonly losses: readonly Tensor[];
  /** In the order of `metrics`. */
  readonly updates: readonly MetricUpdate[];
}

/** Batches measured but not read are summed up at the latest after this many. */
const mostPending = 256;

interface Pending {
  readonly values: Tensor;
  readonly samples: number;
  readonly counts: readonly number[];
}

/** The sums of an epoch that has begun. */
export interface StatisticsState {
  readonly names: readonly string[];
  readonly sums: readonly (readonly number[])[];
  readonly counts: readonly number[];
  readonly samples: number;
  readonly batches: number;
  readonly lengths: readonly number[];
}

/**
 * The running values of an epoch. A step leaves one small tensor on the device; they are read together when somebody looks,
 * and added up in double precision.
 */
export class Statistics {
  #lossNames: readonly string[];
  readonly #metrics: readonly { name: string; metric: Metric }[];
  #pending: Pending[] = [];
  #lengths: number[] | undefined;
  #sums: Float64Array[] = [];
  #counts: number[] = [];
  #samples = 0;
  #batches = 0;
  /** The first batch, from 0, whose loss was NaN. */
  nanAt: number | undefined;

  constructor(lossNames: readonly string[], metrics: readonly { name: string; metric: Metric }[]) {
    this.#lossNames = lossNames;
    this.#metrics = metrics;
  }

  /** Forgets everything: an epoch begins. */
  reset(): void {
    for (const { values } of this.#pending) values.dispose();
    this.#pending = [];
    this.#lengths = undefined;
    this.#samples = 0;
    this.#batches = 0;
    this.nanAt = undefined;
  }

  /** Notes a batch, without reading anything. */
  add({ samples, losses, updates }: BatchScores): void {
    if (!this.#lengths) {
      this.#lengths = [...losses.map(() => 1), ...updates.map(({ sums }) => sums.size)];
      this.#sums = this.#lengths.map((length) => new Float64Array(length));
      this.#counts = updates.map(() => 0);
    }
    const values = scope(() =>
      concat([...losses.map((loss) => reshape(loss, [1])), ...updates.map(({ sums }) => sums)]),
    );
    this.#pending.push({ values: keep(values), samples, counts: updates.map(({ count }) => count) });
  }

  /** Notes the scalars that a step of one's own measured, each a mean over the batch. */
  addNamed(samples: number, logs: Readonly<Record<string, Tensor>>): void {
    if (!this.#lengths) this.#lossNames = Object.keys(logs);
    const losses = this.#lossNames.map((name) => {
      if (logs[name]?.size === 1) return logs[name];
      throw new StriateError(
        `trainStep: gives numbers named ${this.#lossNames.join(', ')} at every step; '${name}' is ${logs[name] ?? 'missing'}`,
      );
    });
    this.add({ samples, losses, updates: [] });
  }

  /** Where it stands, all batches read. */
  async state(): Promise<StatisticsState> {
    await this.#flush();
    const { length } = this.#lossNames;
    return {
      names: this.#lossNames,
      sums: this.#sums.map((part) => [...part]),
      counts: this.#counts,
      samples: this.#samples,
      batches: this.#batches,
      lengths: this.#lengths ?? Array.from({ length }, () => 1),
    };
  }

  /** Goes on from there. */
  restore({ names, sums, counts, samples, batches, lengths }: StatisticsState): void {
    this.reset();
    this.#lossNames = names;
    this.#lengths = [...lengths];
    this.#sums = sums.map((part) => Float64Array.from(part));
    this.#counts = [...counts];
    this.#samples = samples;
    this.#batches = batches;
  }

  /** Whether it is time to read, or the tensors would become many. */
  get full(): boolean {
    return this.#pending.length >= mostPending;
  }

  /** The values up to now. */
  async read(): Promise<Logs> {
    await this.#flush();
    const logs: Logs = {};
    const { length } = this.#lossNames;
    this.#lossNames.forEach((name, i) => {
      logs[name] = (this.#sums[i]?.[0] ?? Number.NaN) / this.#samples;
    });
    this.#metrics.forEach(({ name, metric }, i) => {
      logs[name] = metric.result(this.#sums[length + i] ?? new Float64Array(1), this.#counts[i]);
    });
    return logs;
  }

  async #flush(): Promise<void> {
    const pending = this.#pending;
    if (pending.length === 0) return;
    this.#pending = [];
    const lengths = this.#lengths!;
    const all = scope(() => concat(pending.map(({ values }) => values)));
    try {
      const data = await all.data();
      let at = 0;
      for (const { samples, counts } of pending) {
        if (Number.isNaN(data[at])) this.nanAt ??= this.#batches;
        lengths.forEach((length, part) => {
          const weight = part < this.#lossNames.length ? samples : 1;
          for (let k = 0; k < length; k++) this.#sums[part][k] += data[at++] * weight;
        });
        counts.forEach((count, i) => {
          this.#counts[i] += count;
        });
        this.#samples += samples;
        this.#batches++;
      }
    } finally {
      all.dispose();
      for (const { values } of pending) values.dispose();
    }
  }
}
