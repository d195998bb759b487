import { described } from '../config/described';
import { checkPositive, type Schedule } from './Schedule';

export interface PolynomialDecayOptions {
  initialLearningRate: number;
  /** Steps the decay takes. */
  decaySteps: number;
  /** Default 0.0001. */
  endLearningRate?: number;
  /** 1, the default, is a straight line. */
  power?: number;
  /** Rise and decay again after the end, each time more slowly. Default false: stay there. */
  cycle?: boolean;
}

/**
 * From one rate to another along `(1 - step / decaySteps) ^ power`.
 *
 * @throws {ValueError} if `decaySteps` is not above 0.
 *
 * @example
 * sgd({ learningRate: polynomialDecay({ initialLearningRate: 0.1, decaySteps: 10000, endLearningRate: 0 }) });
 */
export function polynomialDecay(options: PolynomialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, endLearningRate = 1e-4, power = 1, cycle = false } = options;
  checkPositive('polynomialDecay', { decaySteps });
  const rate: Schedule = (step) => {
    const length = cycle ? decaySteps * Math.max(1, Math.ceil(step / decaySteps)) : decaySteps;
    const left = 1 - Math.min(step, length) / length;
    return (initialLearningRate - endLearningRate) * left ** power + endLearningRate;
  };
  const config = { initialLearningRate, decaySteps, endLearningRate, power, cycle };
  return described(rate, 'PolynomialDecay', config);
}
