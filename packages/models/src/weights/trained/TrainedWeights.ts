import type { Preprocessing } from '../../classify/Preprocessing';

// Weights that were trained here and travel with the package are two modules each, both written by `pnpm train:zoo`:
//
//   trained/lenet5Mnist.card.ts        export const card: TrainedCard = { … };       small, part of the registry
//   trained/lenet5Mnist.generated.ts   export const tensors: PackedTensors = { … };  imported when they are asked for
//
// Where inputs are texts, the second has `export const vocabulary: readonly string[]`, too: the words by their numbers.

/** Where weights that were trained here come from: enough to make them again. */
export interface TrainedCard {
  /** The function that makes the network: `'lenet5'`. */
  readonly network: string;
  /** The name the weights are asked for by: `'mnist'`. */
  readonly weights: string;
  /** Options of the network that the weights need, where they are not its defaults: `{ depth: 20 }`. */
  readonly options?: Readonly<Record<string, string | number | boolean>>;
  /** What it was trained on: `'MNIST, 60,000 training images'`. */
  readonly trainedOn: string;
  /** Of the weights, as the licence of the data allows. */
  readonly licence: string;
  readonly citation: string;
  /** Of the network as it is packed, in float16. Percent. */
  readonly accuracy: {
    /** Of how many, and which: `'MNIST, 10,000 test images'`. */
    readonly measuredOn: string;
    readonly top1: number;
  };
  /** What makes them again: `'pnpm train:zoo lenet5-mnist'`. */
  readonly command: string;
  readonly seed: number;
  readonly epochs: number;
  /** How long the training took, and on what. */
  readonly minutes: number;
  readonly machine: string;
  /** The day the training ended: `'2026-11-22'`. */
  readonly date: string;
  /** Names of the classes, in the order of the outputs. */
  readonly labels: readonly string[];
  /** How a picture becomes an input. Not there where inputs are no pictures. */
  readonly preprocessing?: Preprocessing;
}
