import { concat, keep, reshape, scope, type Tensor } from '@striate/tensor';

/** Batches that are not read are summed up at the latest after this many. */
const mostPending = 256;

interface Pending {
  readonly values: Tensor;
  readonly weights: readonly number[];
}

/** Sums that can be gone on from. */
export interface RunningState {
  readonly sums: readonly (readonly number[])[];
  readonly batches: number;
}

/**
 * Sums over batches. A batch leaves one small tensor on the device; those of many are read together when somebody looks, and
 * added up in double precision.
 */
export class RunningSums {
  #pending: Pending[] = [];
  #sums: Float64Array[] = [];
  #batches = 0;
  /** The first batch, from 0, whose first number was NaN. */
  nanAt: number | undefined;

  /** Forgets everything. */
  reset(): void {
    for (const { values } of this.#pending) values.dispose();
    this.#pending = [];
    this.#sums = [];
    this.#batches = 0;
    this.nanAt = undefined;
  }

  /** Notes the parts of a batch, each times its weight (default 1), without reading anything. */
  add(parts: readonly Tensor[], weights: readonly number[] = []): void {
    if (this.empty) this.#sums = parts.map(({ size }) => new Float64Array(size));
    const values = scope(() => concat(parts.map((part) => reshape(part, [-1]))));
    this.#pending.push({ values: keep(values), weights });
  }

  /** Where it stands, all batches read. */
  async state(): Promise<RunningState> {
    await this.#flush();
    return { sums: this.#sums.map((part) => [...part]), batches: this.#batches };
  }

  /** Goes on from there. */
  restore({ sums, batches }: RunningState): void {
    this.reset();
    this.#sums = sums.map((part) => Float64Array.from(part));
    this.#batches = batches;
  }

  /** Whether nothing was added yet. */
  get empty(): boolean {
    return this.#sums.length === 0;
  }

  /** Whether it is time to read, or the tensors would become many. */
  get full(): boolean {
    return this.#pending.length >= mostPending;
  }

  /** The sums of each part up to now; none before the first batch. */
  async read(): Promise<readonly Float64Array[]> {
    await this.#flush();
    return this.#sums;
  }

  async #flush(): Promise<void> {
    const pending = this.#pending;
    if (pending.length === 0) return;
    this.#pending = [];
    const sums = this.#sums;
    const all = scope(() => concat(pending.map(({ values }) => values)));
    try {
      const data = await all.data();
      let at = 0;
      for (const { weights } of pending) {
        if (Number.isNaN(data[at])) this.nanAt ??= this.#batches;
        sums.forEach((sum, part) => {
          const weight = weights[part] ?? 1;
          for (let k = 0; k < sum.length; k++) sum[k] += data[at++] * weight;
        });
        this.#batches++;
      }
    } finally {
      all.dispose();
      for (const { values } of pending) values.dispose();
    }
  }
}
