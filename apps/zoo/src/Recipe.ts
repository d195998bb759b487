import type { Dataset, Model, Schedule, Tensor } from 'striate';

/** A data set as a network takes it. */
export interface PreparedData {
  /** Batches in a new order each pass, augmented. */
  readonly train: Dataset<{ x: Tensor; y: Tensor }>;
  /** Batches of `train`. */
  readonly steps: number;
  readonly test: { readonly x: Tensor; readonly y: Tensor };
}

/** How one set of weights comes to be: everything that decides about a single bit of them. */
export interface Recipe {
  /** `resNetCifar20-cifar10`: the network, and what it learns. */
  readonly name: string;
  readonly epochs: number;
  readonly seed: number;
  /** The files of the data set lie in `folder`, or are looked for, see the loader. */
  prepare(folder: string | undefined, seed: number): Promise<PreparedData>;
  /** The network, compiled. */
  build(steps: number): Model;
}

export type { Schedule };
