import { adamStep, add, div, maximum, mul, sqrt, square, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend, follow } from './updates';

export interface AdamOptions extends OptimizerOptions {
  /** How much of the mean gradient a step keeps. Default 0.9. */
  beta1?: number;
  /** How much of the mean squared gradient a step keeps. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean squared gradient. Default 1e-7. */
  epsilon?: number;
  /** Divide by the largest mean squared gradient so far (Reddi 2018). Default false. */
  amsgrad?: boolean;
}

/** The optimizer that `adam` makes. */
export class Adam extends Optimizer {
  static readonly className: string = 'Adam';
  static override readonly defaults = {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
    amsgrad: false,
  } satisfies OptimizerDefaults<AdamOptions>;
  declare readonly config: OptimizerConfig<AdamOptions, typeof Adam.defaults>;

  constructor(options: AdamOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return this.config.amsgrad ? ['momentum', 'velocity', 'velocity_hat'] : ['momentum', 'velocity'];
  }

  protected override update(
    variable: Variable,
    [m, v, highest]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay, count }: UpdateStep,
  ): void {
    const { beta1, beta2, epsilon } = this.config;
    const corrected = (learningRate * Math.sqrt(1 - beta2 ** count)) / (1 - beta1 ** count);
    if (highest) {
      follow(m, gradient, beta1);
      highest.assign(maximum(highest, follow(v, square(gradient), beta2)));
      descend(variable, div(mul(m, corrected), add(sqrt(highest), epsilon)), decay);
    } else {
      adamStep(variable, m, v, gradient, { learningRate: corrected, beta1, beta2, epsilon, decay });
    }
  }
}

/**
 * Adam (Kingma and Ba 2014): steps of about the learning rate (0.001 by default) whatever the size of the gradients.
 *
 * @example
 * net.compile({ optimizer: adam({ learningRate: 3e-4 }), loss: 'sparseCategoricalCrossentropy' });
 */
export function adam(options: AdamOptions = {}): Adam {
  return new Adam(options);
}
