import type * as TensorFlow from '@tensorflow/tfjs-core';
import type { Variant } from '../contract';

export type Core = typeof TensorFlow;

/** A library, ready to do the work of a case. */
export interface Side {
  /** Does the work so many times and reads a little of the last result, so that all of it is done. */
  run(times: number): Promise<ArrayLike<number>>;
  /** Everything that comes out of the work, to be compared. */
  prove(): Promise<ArrayLike<number>>;
}

/** Who does the work of a case, with numbers that are ready and the same for all. */
export interface Entrants {
  /** Each brings its numbers to where it computes. The library itself is started. */
  ours(): Promise<Side>;
  tfjs(tf: Core, variant: Variant): Promise<Side>;
  /** What should come out, in double precision. Without one the sides are compared with each other. */
  reference?(): ArrayLike<number>;
}

export interface PageCase {
  /** The ways of TF.js that have a chance to be its fastest. */
  readonly variants: readonly Variant[];
  prepare(): Promise<Entrants>;
}
