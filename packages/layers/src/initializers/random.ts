import {
  randomNormal as drawNormal,
  randomTruncatedNormal as drawTruncated,
  randomUniform as drawUniform,
  Generator,
  type Shape,
} from '@striate/tensor';
import { described } from '../config/described';
import type { Initializer } from './resolveInitializer';

export interface SeedOptions {
  /** The same values every time, whatever else is drawn. Default: the shared generator, see `seed()`. */
  seed?: number;
}

/** The generator of an initializer: its own, begun anew for each weight, or the shared one. */
export function generatorOf({ seed }: SeedOptions): Generator | undefined {
  return seed === undefined ? undefined : new Generator(seed);
}

export interface RandomUniformOptions extends SeedOptions {
  /** Default -0.05. */
  minval?: number;
  /** Default 0.05. */
  maxval?: number;
}

/** Values spread evenly between two bounds. */
export function randomUniform({ minval = -0.05, maxval = 0.05, seed }: RandomUniformOptions = {}): Initializer {
  const initialize = (shape: Shape) =>
    drawUniform(shape, { low: minval, high: maxval, generator: generatorOf({ seed }) });
  return described(initialize, 'RandomUniform', { minval, maxval, seed });
}

export interface RandomNormalOptions extends SeedOptions {
  /** Default 0. */
  mean?: number;
  /** Default 0.05. */
  stddev?: number;
}

/** Normally distributed values. */
export function randomNormal({ mean = 0, stddev = 0.05, seed }: RandomNormalOptions = {}): Initializer {
  const initialize = (shape: Shape) => drawNormal(shape, { mean, stddev, generator: generatorOf({ seed }) });
  return described(initialize, 'RandomNormal', { mean, stddev, seed });
}

/** Normally distributed values, none farther than two standard deviations from the mean. */
export function truncatedNormal({ mean = 0, stddev = 0.05, seed }: RandomNormalOptions = {}): Initializer {
  const initialize = (shape: Shape) => drawTruncated(shape, { mean, stddev, generator: generatorOf({ seed }) });
  return described(initialize, 'TruncatedNormal', { mean, stddev, seed });
}
