import type { BackboneName } from './backbones';

/** What is to be learned, and how. */
export interface Lesson {
  readonly backbone: BackboneName;
  readonly classNames: readonly string[];
  /** The pictures of all classes, and the number of the class of each. */
  readonly pictures: readonly ImageData[];
  readonly labels: readonly number[];
  readonly seed: number;
  /** The most epochs of each stage. */
  readonly epochs: number;
  /** What learns after the new classifier: nothing, the last block, or every layer. */
  readonly unfreeze: 'nothing' | 'block' | 'all';
  /** Of the second stage. */
  readonly learningRate: number;
}

/** Layers of the network that belong together, and how many of their numbers learn. */
export interface Block {
  readonly name: string;
  readonly parameters: number;
  readonly trainable: number;
}

/** Where the training stands: after an epoch, or at the beginning of a stage. */
export interface Progress {
  /** 0: the classifier alone. 1: with unfrozen layers. */
  readonly stage: number;
  readonly blocks: readonly Block[];
  readonly values?: {
    readonly loss: number;
    readonly accuracy: number;
    readonly heldLoss: number;
    readonly heldAccuracy: number;
  };
}

/** What came of it, measured on pictures that were held out of the training. */
export interface Outcome {
  readonly accuracy: number;
  readonly heldOut: number;
  /** A row for each true class, a column for what was said. */
  readonly confusion: readonly (readonly number[])[];
  /** False where the unfrozen stage made the loss on held-out pictures no smaller, and was taken back. */
  readonly kept: boolean;
}

/** The classes of a model; `model` keeps them as its name. */
export const namesTogether = (names: readonly string[]) =>
  names.map((name) => name.replaceAll(/[|/]/g, ' ')).join(' | ');
