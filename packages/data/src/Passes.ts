import { hold, ValueError } from '@striate/tensor';
import { tensorsIn } from './example';
import type { Seed, Stage } from './stages/stage';

/** Where a data set stands: plain data for a checkpoint. */
export interface DatasetPosition {
  /** The number of the pass. */
  readonly epoch: number;
  /** Elements of the pass that were handed out. */
  readonly index: number;
  /** The seeds of the pipeline's shuffles, in their order. */
  readonly seeds?: readonly number[];
}

/** The passes over a stage: which is the next, and where the latest one stands. */
export class Passes<T> {
  readonly #stage: Stage<T>;
  #next = { epoch: 0, index: 0 };
  /** The latest pass, while it is under way. */
  #latest: { epoch: number; index: number } | undefined;

  constructor(stage: Stage<T>) {
    this.#stage = stage;
  }

  /** Passes begun so far. */
  get epoch(): number {
    return this.#next.epoch;
  }

  get position(): DatasetPosition {
    const { epoch, index } = this.#latest ?? this.#next;
    return { epoch, index, seeds: this.#stage.seeds.map(({ value }) => value) };
  }

  set position({ epoch, index, seeds }: DatasetPosition) {
    for (const [name, value] of Object.entries({ epoch, index })) {
      if (!Number.isSafeInteger(value) || value < 0)
        throw new ValueError(`${name}: ${value} is not a whole number >= 0`);
    }
    if (seeds) restoreSeeds(this.#stage.seeds, seeds);
    this.#next = { epoch, index };
    this.#latest = undefined;
  }

  /** The next pass. */
  begin(): AsyncGenerator<T, void, undefined> {
    const at = this.#next;
    this.#next = { epoch: at.epoch + 1, index: 0 };
    return this.#counting(this.#stage.open(at.epoch, at.index), at);
  }

  /** The next pass, whose elements are freed when another one is asked for, unless they were kept. */
  lend(): AsyncGenerator<T, void, undefined> {
    return lending(this.begin());
  }

  async *#counting(
    pass: AsyncGenerator<T, void, undefined>,
    at: { epoch: number; index: number },
  ): AsyncGenerator<T, void, undefined> {
    this.#latest = at;
    try {
      for await (const element of pass) {
        at.index++;
        yield element;
      }
    } finally {
      if (this.#latest === at) this.#latest = undefined;
    }
  }
}

async function* lending<T>(pass: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  for await (const element of pass) {
    const free = hold(tensorsIn(element));
    try {
      yield element;
    } finally {
      free();
    }
  }
}

/** Gives shuffles the seeds of a position, where nobody gave them any. */
function restoreSeeds(own: readonly Seed[], seeds: readonly number[]): void {
  if (own.length !== seeds.length) {
    throw new ValueError(
      `position: it has the seeds of ${seeds.length} shuffles, the pipeline has ${own.length}; it is not of this pipeline`,
    );
  }
  own.forEach((seed, i) => {
    if (seed.given && seed.value !== seeds[i])
      throw new ValueError(
        `position: shuffle ${i} was run with seed ${seeds[i]}, the pipeline's has seed ${seed.value}`,
      );
  });
  own.forEach((seed, i) => {
    seed.value = seeds[i];
  });
}
