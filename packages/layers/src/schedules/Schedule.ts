import { ValueError } from '@striate/tensor';

/** The learning rate at a step; steps count from 0 over all epochs. */
export type Schedule = (step: number) => number;

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
 * @example
 * adam({ learningRate: cosineDecay({ initialLearningRate: 0, warmupTarget: 1e-3, warmupSteps: 100, decaySteps: 900 }) });
 */
export function cosineDecay(options: CosineDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, alpha = 0, warmupTarget, warmupSteps = 0 } = options;
  if (!(decaySteps > 0)) throw new ValueError(`cosineDecay: decaySteps must be above 0, got ${decaySteps}`);
  const rising = warmupTarget === undefined ? 0 : warmupSteps;
  const peak = warmupTarget ?? initialLearningRate;
  return (step) => {
    if (step < rising) return initialLearningRate + ((peak - initialLearningRate) * step) / rising;
    const done = Math.min(1, (step - rising) / decaySteps);
    return peak * ((1 - alpha) * 0.5 * (1 + Math.cos(Math.PI * done)) + alpha);
  };
}

export interface ExponentialDecayOptions {
  initialLearningRate: number;
  /** Steps in which the rate is multiplied by `decayRate` once. */
  decaySteps: number;
  decayRate: number;
  /** In stairs instead of smoothly. Default false. */
  staircase?: boolean;
}

/** `initialLearningRate * decayRate ^ (step / decaySteps)`. */
export function exponentialDecay(options: ExponentialDecayOptions): Schedule {
  const { initialLearningRate, decaySteps, decayRate, staircase = false } = options;
  if (!(decaySteps > 0)) throw new ValueError(`exponentialDecay: decaySteps must be above 0, got ${decaySteps}`);
  return (step) => {
    const power = step / decaySteps;
    return initialLearningRate * decayRate ** (staircase ? Math.floor(power) : power);
  };
}
