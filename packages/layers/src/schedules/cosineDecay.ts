import { ValueError } from '@striate/tensor';
import { described } from '../config/described';
import { checkPositive, type Schedule } from './Schedule';

export interface CosineDecayOptions {
  /** Rate at the start of the warm-up, or of the decay where there is none. */
  initialLearningRate: number;
  /** Steps the decay takes, the warm-up not counted. */
  decaySteps: number;
  /** Share of the rate that remains at the end. Default 0. */
  alpha?: number;
  /** Rate the warm-up rises to; the decay then begins there. */
  warmupTarget?: number;
  /** Steps of the linear rise. Default 0. */
  warmupSteps?: number;
}

/**
 * Half a cosine from the full rate down to `alpha` of it (Loshchilov and Hutter 2016), after a linear rise if asked for.
 *
 * @throws {ValueError} if `decaySteps` is not above 0.
 *
 * @example
 * adam({ learningRate: cosineDecay({ initialLearningRate: 0, warmupTarget: 1e-3, warmupSteps: 100, decaySteps: 900 }) });
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 } = options;
  checkPositive('cosineDecay', { decaySteps });
  const rising = warmupTarget === undefined ? 0 : warmupSteps;
  const peak = warmupTarget ?? initialLearningRate;
  const rate: Schedule = (step) => {
    if (step < rising) return initialLearningRate + ((peak - initialLearningRate) * step) / rising;
    return peak * cosine(Math.min(1, (step - rising) / decaySteps), alpha);
  };
  return described(rate, 'CosineDecay', { initialLearningRate, decaySteps, alpha, warmupTarget, warmupSteps });
}

export interface CosineDecayRestartsOptions {
  /** Rate at the first step. */
  initialLearningRate: number;
  /** Steps of the first period. */
  firstDecaySteps: number;
  /** Factor of the length from period to period. Default 2. */
  tMul?: number;
  /** Factor of the rate at the beginning, from period to period. Default 1. */
  mMul?: number;
  /** Share of the first rate that remains at the end of a period. Default 0. */
  alpha?: number;
}

/**
 * Cosine decay that begins again and again, with longer periods (SGDR; Loshchilov and Hutter 2016).
 *
 * @throws {ValueError} if `firstDecaySteps` is not above 0, or `tMul` below 1.
 *
 * @example
 * sgd({ learningRate: cosineDecayRestarts({ initialLearningRate: 0.1, firstDecaySteps: 1000 }) });
 */
export function cosineDecayRestarts(options: CosineDecayRestartsOptions): Schedule {
  const { initialLearningRate, firstDecaySteps, tMul = 2, mMul = 1, alpha = 0 } = options;
  checkPositive('cosineDecayRestarts', { firstDecaySteps });
  if (!(tMul >= 1)) throw new ValueError(`cosineDecayRestarts: tMul must be 1 or more, got ${tMul}`);
  const rate: Schedule = (step) => {
    const { period, done } = placeIn(step / firstDecaySteps, tMul);
    return initialLearningRate * cosine(done, alpha, mMul ** period);
  };
  return described(rate, 'CosineDecayRestarts', { initialLearningRate, firstDecaySteps, tMul, mMul, alpha });
}

/** The period a time is in, and the share of it that is done; the first period takes 1, each later one `factor` times as long. */
function placeIn(time: number, factor: number): { period: number; done: number } {
  if (factor === 1) return { period: Math.floor(time), done: time % 1 };
  const start = (period: number) => (1 - factor ** period) / (1 - factor);
  // At the first step of a period the logarithm may be a hair off the whole number it should be.
  const guess = Math.round(Math.log(1 - time * (1 - factor)) / Math.log(factor));
  const period = guess > 0 && start(guess) > time ? guess - 1 : guess;
  return { period, done: (time - start(period)) / factor ** period };
}

/** From `height` at 0 to 0 at 1, raised to end at `alpha`. */
function cosine(done: number, alpha: number, height = 1): number {
  return (1 - alpha) * 0.5 * height * (1 + Math.cos(Math.PI * done)) + alpha;
}
