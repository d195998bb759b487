import { StriateError, type Tensor } from '@striate/tensor';
import type { Metric, MetricDetails } from '../metrics/Metric';
import { type RunningState, RunningSums } from '../metrics/RunningSums';

/** Values by name: `loss`, `accuracy`, `val_loss`, … */
export type Logs = Record<string, number>;

/** What one batch measured: the loss of all outputs, of each where there are several, and the metrics. */
export interface BatchScores {
  readonly samples: number;
  /** Losses of the batch, scalars, in the order of `lossNames`. */
  readonly losses: readonly Tensor[];
  /** What the batch adds to each of `metrics`. */
  readonly sums: readonly Tensor[];
}

/** A metric with its name in logs. */
export interface NamedMetric {
  readonly name: string;
  readonly metric: Metric;
}

/** The sums of an epoch that has begun. */
export interface StatisticsState extends RunningState {
  readonly names: readonly string[];
  readonly samples: number;
}

/** The running values of an epoch. */
export class Statistics {
  #lossNames: readonly string[];
  readonly #metrics: readonly NamedMetric[];
  readonly #sums = new RunningSums();
  #samples = 0;

  constructor(lossNames: readonly string[], metrics: readonly NamedMetric[]) {
    this.#lossNames = lossNames;
    this.#metrics = metrics;
  }

  /** Forgets everything: an epoch begins. */
  reset(): void {
    this.#sums.reset();
    this.#samples = 0;
  }

  /** The first batch, from 0, whose loss was NaN; known once it was read. */
  get nanAt(): number | undefined {
    return this.#sums.nanAt;
  }

  /** Notes a batch, without reading anything. */
  add({ samples, losses, sums }: BatchScores): void {
    this.#samples += samples;
    this.#sums.add(
      [...losses, ...sums],
      losses.map(() => samples),
    );
  }

  /** Notes the scalars that a step of one's own measured, each a mean over the batch. */
  addNamed(samples: number, logs: Readonly<Record<string, Tensor>>): void {
    if (this.#sums.empty) this.#lossNames = Object.keys(logs);
    const losses = this.#lossNames.map((name) => {
      if (logs[name]?.size === 1) return logs[name];
      throw new StriateError(
        `trainStep: gives numbers named ${this.#lossNames.join(', ')} at every step; '${name}' is ${logs[name] ?? 'missing'}`,
      );
    });
    this.add({ samples, losses, sums: [] });
  }

  /** Where it stands, all batches read. */
  async state(): Promise<StatisticsState> {
    return { ...(await this.#sums.state()), names: this.#lossNames, samples: this.#samples };
  }

  /** Goes on from there. */
  restore({ names, samples, ...sums }: StatisticsState): void {
    this.#sums.restore(sums);
    this.#lossNames = names;
    this.#samples = samples;
  }

  /** Whether it is time to read, or the tensors would become many. */
  get full(): boolean {
    return this.#sums.full;
  }

  /** The values up to now. */
  async read(): Promise<Logs> {
    const sums = await this.#sums.read();
    const { length } = this.#lossNames;
    const losses = this.#lossNames.map((name, i) => [name, (sums[i]?.[0] ?? Number.NaN) / this.#samples]);
    const metrics = this.#metrics.map(({ name, metric }, i) => {
      const own = sums[length + i];
      return [name, own ? metric.result(own) : Number.NaN];
    });
    return Object.fromEntries([...losses, ...metrics]);
  }

  /** What metrics know beyond their one number, of those that do. */
  async details(): Promise<Record<string, MetricDetails>> {
    const sums = await this.#sums.read();
    const { length } = this.#lossNames;
    const known = this.#metrics.flatMap(({ name, metric }, i) => {
      const own = sums[length + i];
      return own && metric.details ? [[name, metric.details(own)] as const] : [];
    });
    return Object.fromEntries(known);
  }
}
