import {
  randomNormal as drawNormal,
  randomTruncatedNormal as drawTruncated,
  randomUniform as drawUniform,
  Generator,
} from '@striate/tensor';
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
  minValue?: number;
  /** Default 0.05. */
  maxValue?: number;
}

/** Values spread evenly between two bounds. */
export function randomUniform({ minValue = -0.05, maxValue = 0.05, ...rest }: RandomUniformOptions = {}): Initializer {
  return (shape) => drawUniform(shape, { low: minValue, high: maxValue, generator: generatorOf(rest) });
}

export interface RandomNormalOptions extends SeedOptions {
  /** Default 0. */
  mean?: number;
  /** Default 0.05. */
  stddev?: number;
}

/** Normally distributed values. */
export function randomNormal({ mean = 0, stddev = 0.05, ...rest }: RandomNormalOptions = {}): Initializer {
  return (shape) => drawNormal(shape, { mean, stddev, generator: generatorOf(rest) });
}

/** Normally distributed values, none farther than two standard deviations from the mean. */
export function truncatedNormal({ mean = 0, stddev = 0.05, ...rest }: RandomNormalOptions = {}): Initializer {
  return (shape) => drawTruncated(shape, { mean, stddev, generator: generatorOf(rest) });
}
