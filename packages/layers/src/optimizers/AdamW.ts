import { Adam, type AdamOptions } from './Adam';
import type { OptimizerDefaults } from './OptimizerOptions';

/** The optimizer that `adamW` makes. */
export class AdamW extends Adam {
  static override readonly className = 'AdamW';
  static override readonly defaults = {
    learningRate: 1e-3,
    weightDecay: 4e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
    amsgrad: false,
  } satisfies OptimizerDefaults<AdamOptions>;
}

/**
 * Adam with weight decay apart from the gradient (Loshchilov and Hutter 2017): `w -= learningRate weightDecay w` before
 * each step. `weightDecay` is 0.004 by default.
 *
 * @example
 * adamW({ learningRate: 3e-4, weightDecay: 0.05, excludeFromWeightDecay: ['bias', 'gamma', 'beta'] });
 */
export function adamW(options: AdamOptions = {}): AdamW {
  return new AdamW(options);
}
