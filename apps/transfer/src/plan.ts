/** How much is done: all of it, a look at everything, or, in tests, next to nothing. */
export interface Plan {
  /** Digits 0 … 4 that the first network learns before, and how often it sees them. */
  readonly pretrain: { readonly images: number; readonly epochs: number };
  readonly sizes: Readonly<Record<'digits' | 'clothes', readonly number[]>>;
  /** Steps of everything that learns from a few pictures, however few: all ways and sizes get the same. */
  readonly steps: number;
  readonly tests: Readonly<Record<'digits' | 'clothes', number>>;
  /** With how many pictures a pass is timed. */
  readonly timed: number;
}

export const fullPlan: Plan = {
  pretrain: { images: 10_000, epochs: 2 },
  sizes: { digits: [1, 3, 10], clothes: [1, 3, 10] },
  steps: 200,
  tests: { digits: 1000, clothes: 1000 },
  timed: 256,
};

export const quickPlan: Plan = {
  pretrain: { images: 4000, epochs: 2 },
  sizes: { digits: [3, 10], clothes: [3] },
  steps: 60,
  tests: { digits: 250, clothes: 200 },
  timed: 128,
};
