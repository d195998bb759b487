import type { Dataset, ImageBatch, Model, Tensor, TrainedCard } from 'striate';

/** A data set as a network takes it. */
export interface PreparedData {
  /** Batches in a new order each pass. */
  readonly train: Dataset<ImageBatch & { readonly y: Tensor }>;
  /** Batches of `train`. */
  readonly steps: number;
  /** Nothing here has any part in the training; it is looked at after each epoch. */
  readonly test: { readonly x: Tensor; readonly y: Tensor };
  /** The words by their numbers, where inputs are texts. */
  readonly vocabulary?: readonly string[];
}

/** What a card says before anything is trained. */
export type About = Pick<
  TrainedCard,
  'network' | 'weights' | 'options' | 'trainedOn' | 'licence' | 'citation' | 'labels' | 'preprocessing'
> & {
  /** `'LeNet-5 for handwritten digits'`. */
  readonly title: string;
  readonly measuredOn: string;
  /** How the network comes by its inputs, how it is trained, what it is for, and where it fails: a paragraph each. */
  readonly inputs: string;
  readonly training: string;
  readonly use: string;
  readonly limits: string;
};

/** How one set of weights comes to be: everything that decides about a single bit of them. */
export interface Recipe {
  /** `'lenet5-mnist'`: the network, and what it learns. */
  readonly name: string;
  readonly epochs: number;
  readonly seed: number;
  /** Percent of the test set that must be right, or the weights are not worth keeping. */
  readonly least: number;
  readonly about: About;
  /** The files of the data set are in `folder`; by default they are looked for, see the loader. */
  prepare(folder: string | undefined, seed: number): Promise<PreparedData>;
  /** The network, compiled, for a training of so many steps. */
  build(steps: number): Model;
}
