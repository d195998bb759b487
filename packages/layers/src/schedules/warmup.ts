import { described, isDescribed } from '../config/described';
import { checkPositive, type Schedule } from './Schedule';

export interface WarmupOptions {
  /** The rate after the rise: a number, or a schedule that begins there. */
  learningRate: number | Schedule;
  /** Steps of the rise. */
  warmupSteps: number;
  /** Rate at the first step. Default 0. */
  initialLearningRate?: number;
}

/**
 * A linear rise in front of any schedule, as large batches and transformers need it (Goyal 2017).
 *
 * @throws {ValueError} if `warmupSteps` is not above 0.
 *
 * @example
 * const learningRate = stepDecay({ initialLearningRate: 0.1, dropSteps: 3000 });
 * sgd({ learningRate: warmup({ learningRate, warmupSteps: 500 }) });
 */
export function warmup({ learningRate, warmupSteps, initialLearningRate = 0 }: WarmupOptions): Schedule {
  checkPositive('warmup', { warmupSteps });
  const after: Schedule = typeof learningRate === 'number' ? () => learningRate : learningRate;
  const rate: Schedule = (step) => {
    if (step >= warmupSteps) return after(step - warmupSteps);
    return initialLearningRate + ((after(0) - initialLearningRate) * step) / warmupSteps;
  };
  // With a schedule that does not say how it was made, neither does this.
  if (typeof learningRate === 'function' && !isDescribed(learningRate)) return rate;
  return described(rate, 'Warmup', { learningRate, warmupSteps, initialLearningRate });
}
