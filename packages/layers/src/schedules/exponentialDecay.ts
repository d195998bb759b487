import { described } from '../config/described';
import { checkPositive, type Schedule } from './Schedule';

export interface ExponentialDecayOptions {
  initialLearningRate: number;
  /** Steps in which the rate is multiplied by `decayRate` once. */
  decaySteps: number;
  decayRate: number;
  /** In stairs instead of smoothly. Default false. */
  staircase?: boolean;
}

/**
 * `initialLearningRate * decayRate ^ (step / decaySteps)`.
 *
 * @throws {ValueError} if `decaySteps` is not above 0.
 *
 * @example
 * sgd({ learningRate: exponentialDecay({ initialLearningRate: 0.1, decaySteps: 1000, decayRate: 0.96 }) });
 */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  checkPositive('exponentialDecay', { decaySteps });
  const rate: Schedule = (step) => initialLearningRate * decayRate ** power(step, decaySteps, staircase);
  return described(rate, 'ExponentialDecay', { initialLearningRate, decaySteps, decayRate, staircase });
}

export interface StepDecayOptions {
  initialLearningRate: number;
  /** Steps between two drops. */
  dropSteps: number;
  /** What the rate is multiplied by at each drop. Default 0.1. */
  dropRate?: number;
}

/**
 * The rate falls to a tenth, or as said, every so many steps: `exponentialDecay` in stairs.
 *
 * @example
 * sgd({ learningRate: stepDecay({ initialLearningRate: 0.1, dropSteps: 30 * stepsPerEpoch }), momentum: 0.9 });
 */
export function stepDecay({ initialLearningRate, dropSteps, dropRate = 0.1 }: StepDecayOptions): Schedule {
  checkPositive('stepDecay', { dropSteps });
  return exponentialDecay({ initialLearningRate, decaySteps: dropSteps, decayRate: dropRate, staircase: true });
}

export interface InverseTimeDecayOptions {
  initialLearningRate: number;
  /** Steps that count as one. */
  decaySteps: number;
  decayRate: number;
  /** In stairs instead of smoothly. Default false. */
  staircase?: boolean;
}

/**
 * `initialLearningRate / (1 + decayRate * step / decaySteps)`.
 *
 * @throws {ValueError} if `decaySteps` is not above 0.
 *
 * @example
 * sgd({ learningRate: inverseTimeDecay({ initialLearningRate: 0.1, decaySteps: 1, decayRate: 1e-4 }) });
 */
export function inverseTimeDecay(options: InverseTimeDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  checkPositive('inverseTimeDecay', { decaySteps });
  const rate: Schedule = (step) => initialLearningRate / (1 + decayRate * power(step, decaySteps, staircase));
  return described(rate, 'InverseTimeDecay', { initialLearningRate, decaySteps, decayRate, staircase });
}

function power(step: number, decaySteps: number, staircase: boolean): number {
  return staircase ? Math.floor(step / decaySteps) : step / decaySteps;
}
