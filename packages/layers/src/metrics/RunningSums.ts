import { concat, keep, reshape, scope, type Tensor } from '@striate/tensor';

/** Batches that are not read are summed up at the latest after this many. */
const mostPending = 256;

interface Pending {
  readonly values: Tensor;
  readonly weights: readonly number[];
}

/** Sums, and of how many batches. */
export interface RunningSumsState {
  readonly sums: readonly (readonly number[])[];
  readonly batches: number;
}

/**
 * Sums over batches. A batch leaves one small tensor on the device; those of many are read together when somebody looks, and
 * added up in double precision.
 */
export class RunningSums {
  #pending: Pending[] = [];
  #lengths: readonly number[] | undefined;
  #sums: Float64Array[] = [];
  #batches = 0;
  /** The first batch, from 0, whose first number was NaN. */
  nanAt: number | undefined;

  /** Forgets everything. */
  reset(): void {
    for (const { values } of this.#pending) values.dispose();
    this.#pending = [];
    this.#lengths = undefined;
    this.#sums = [];
    this.#batches = 0;
    this.nanAt = undefined;
  }

  /** Notes the parts of a batch, each times its weight (default 1), without reading anything. */
  add(parts: readonly Tensor[], weights: readonly number[] = []): void {
    if (!this.#lengths) {
      this.#lengths = parts.map(({ size }) => size);
      this.#sums = this.#lengths.map((length) => new Float64Array(length));
    }
    const values = scope(() => concat(parts.map((part) => reshape(part, [-1]))));
    this.#pending.push({ values: keep(values), weights });
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

  /** Where it stands, all batches read. */
  async state(): Promise<RunningSumsState> {
    await this.#flush();
    return { sums: this.#sums.map((part) => [...part]), batches: this.#batches };
  }

  /** Goes on from there. */
  restore({ sums, batches }: RunningSumsState): void {
    this.reset();
    this.#sums = sums.map((part) => Float64Array.from(part));
    this.#lengths = sums.length > 0 ? sums.map(({ length }) => length) : undefined;
    this.#batches = batches;
  }

  async #flush(): Promise<void> {
    const pending = this.#pending;
    const lengths = this.#lengths;
    if (pending.length === 0 || !lengths) return;
    this.#pending = [];
    const sums = this.#sums;
    const all = scope(() => concat(pending.map(({ values }) => values)));
    try {
      const data = await all.data();
      let at = 0;
      for (const { weights } of pending) {
        if (Number.isNaN(data[at])) this.nanAt ??= this.#batches;
        lengths.forEach((length, part) => {
          const weight = weights[part] ?? 1;
          for (let k = 0; k < length; k++) sums[part][k] += data[at++] * weight;
        });
        this.#batches++;
      }
    } finally {
      all.dispose();
      for (const { values } of pending) values.dispose();
    }
  }
}
