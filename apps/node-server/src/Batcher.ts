/** The queue is full: try again later. */
export class BusyError extends Error {
  override readonly name = 'BusyError';
}

/** How a `Batcher` collects. */
export interface BatcherOptions {
  /** Items that are run together at most. */
  readonly maxBatch: number;
  /** Milliseconds that an item waits for company at most, while nothing runs. */
  readonly maxWait: number;
  /** Items that may wait; more are refused. */
  readonly maxQueue: number;
}

interface Waiting<I, O> {
  readonly item: I;
  readonly resolve: (output: O) => void;
  readonly reject: (reason: unknown) => void;
}

/**
 * Collects items that arrive one by one and runs them together: a network is faster for eight pictures at once than for eight in
 * turn. While a batch runs, the next one gathers.
 */
export class Batcher<I, O> {
  readonly #run: (items: readonly I[]) => Promise<readonly O[]>;
  readonly #options: BatcherOptions;
  #waiting: Waiting<I, O>[] = [];
  #timer: NodeJS.Timeout | undefined;
  #running = false;

  constructor(run: (items: readonly I[]) => Promise<readonly O[]>, options: BatcherOptions) {
    this.#run = run;
    this.#options = options;
  }

  /** Items that wait now. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** The output for an item, once its batch has run. @throws {BusyError} where too many wait already. */
  submit(item: I): Promise<O> {
    const { maxBatch, maxQueue, maxWait } = this.#options;
    if (this.#waiting.length >= maxQueue)
      return Promise.reject(new BusyError(`${this.#waiting.length} pictures wait already`));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#waiting.length >= maxBatch) void this.#next();
      else this.#timer ??= setTimeout(() => this.#next(), maxWait);
    });
  }

  async #next(): Promise<void> {
    if (this.#running) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const batch = this.#waiting.splice(0, this.#options.maxBatch);
    if (batch.length === 0) return;
    this.#running = true;
    try {
      const outputs = await this.#run(batch.map(({ item }) => item));
      batch.forEach(({ resolve }, i) => {
        resolve(outputs[i]);
      });
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
    this.#running = false;
    // Whoever came meanwhile has waited long enough.
    void this.#next();
  }
}
