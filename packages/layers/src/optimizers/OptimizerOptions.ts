import { ValueError, type Variable } from '@striate/tensor';
import type { Defaults, Filled } from '../config/options';
import type { Schedule } from '../schedules/Schedule';
import type { ClipOptions } from './clipGradients';

/** What every optimizer takes. */
export interface OptimizerOptions extends ClipOptions {
  /** A number, or a schedule of the step: `(step) => number`. Default 0.001; 0.01 for `sgd`. */
  learningRate?: number | Schedule;
  /**
   * Share of a weight, times the learning rate, that is taken off it each step, apart from the gradient (Loshchilov and
   * Hutter 2017). Default 0; 0.004 for `adamW`.
   */
  weightDecay?: number;
  /** Weights that do not decay: those with one of these texts in their names (`['bias', 'gamma', 'beta']`), or as a function says. */
  excludeFromWeightDecay?: readonly string[] | ((variable: Variable) => boolean);
  /**
   * Factors of the learning rate, for all weights of a layer or a model, or for single ones: `[[backbone, 0.1], [stem, 0]]`. Where
   * several hold a weight the last counts. 0 keeps a weight as it is.
   */
  learningRateMultipliers?: Iterable<readonly [Variable | WeightHolder, number]>;
  /** Keep an exponential moving average of the weights, which `fit` puts in their place at its end. Default false. */
  useEma?: boolean;
  /** How much of the average a step keeps. Default 0.99. */
  emaMomentum?: number;
  /** Steps after which the weights are replaced by their averages, again and again. Default: never. */
  emaOverwriteFrequency?: number;
  /** Batches whose mean gradient makes one step: batches of 8, gathered 4 times, learn like batches of 32. Default: each makes its own. */
  gradientAccumulationSteps?: number;
  /** Default: the factory's name. */
  name?: string;
}

/** A layer or a model. */
export interface WeightHolder {
  readonly weights: readonly Variable[];
}

export const baseDefaults = {
  name: undefined,
  learningRate: 1e-3,
  weightDecay: 0,
  excludeFromWeightDecay: undefined,
  learningRateMultipliers: undefined,
  clipNorm: undefined,
  clipValue: undefined,
  globalClipNorm: undefined,
  useEma: false,
  emaMomentum: 0.99,
  emaOverwriteFrequency: undefined,
  gradientAccumulationSteps: undefined,
} satisfies Defaults<OptimizerOptions>;

/** A default for every option of an optimizer beyond those that all have, and its learning rate. */
export type OptimizerDefaults<O> = Defaults<O, Omit<OptimizerOptions, 'learningRate'>> & {
  readonly weightDecay?: number;
};

/** The options `O` of an optimizer, filled with the defaults `D` of its class. */
export type OptimizerConfig<O, D> = Filled<O, typeof baseDefaults & D>;

const atLeast0 = ['weightDecay', 'epsilon', 'initialAccumulatorValue'];
const above0 = ['clipNorm', 'clipValue', 'globalClipNorm'];
const shares = ['momentum', 'rho', 'beta1', 'beta2', 'emaMomentum'];
const counts = ['gradientAccumulationSteps', 'emaOverwriteFrequency'];

/** @throws {ValueError} for an option that is out of its range, or two that exclude each other. */
export function checkOptimizerOptions(options: OptimizerConfig<OptimizerOptions, object>, who: string): void {
  const check = (names: readonly string[], fits: (value: number) => boolean, range: string) => {
    for (const [name, value] of Object.entries(options)) {
      if (!names.includes(name) || value === undefined || typeof value === 'function') continue;
      if (typeof value !== 'number' || !fits(value))
        throw new ValueError(`${who}: ${name} must be ${range}, got ${value}`);
    }
  };
  check(['learningRate'], (value) => value >= 0, 'a number >= 0');
  check(atLeast0, (value) => value >= 0, 'a number >= 0');
  check(above0, (value) => value > 0, 'a number > 0');
  check(shares, (value) => value >= 0 && value <= 1, 'from 0 to 1');
  check(counts, (value) => Number.isInteger(value) && value >= 1, 'a whole number >= 1');
  for (const [, factor] of options.learningRateMultipliers ?? []) {
    if (!(factor >= 0 && factor < Number.POSITIVE_INFINITY))
      throw new ValueError(`${who}: learningRateMultipliers are numbers >= 0, got ${factor}`);
  }
  const limits = above0.filter((name) => options[name as keyof ClipOptions] !== undefined);
  if (limits.length > 1) throw new ValueError(`${who}: takes one of ${above0.join(', ')}, got ${limits.join(' and ')}`);
}

/** The factor of a weight's learning rate. */
export function multiplierOf(variable: Variable, { learningRateMultipliers = [] }: OptimizerOptions): number {
  let found = 1;
  for (const [holder, factor] of learningRateMultipliers) {
    if (holder === variable || ('weights' in holder && holder.weights.includes(variable))) found = factor;
  }
  return found;
}

/** The weight decay of a weight. */
export function decayOf(
  variable: Variable,
  { weightDecay = 0, excludeFromWeightDecay: excluded = [] }: OptimizerOptions,
): number {
  const out =
    typeof excluded === 'function' ? excluded(variable) : excluded.some((part) => variable.name.includes(part));
  return out ? 0 : weightDecay;
}
