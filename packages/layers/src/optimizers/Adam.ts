import { adamStep, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type OptimizerOptions } from './Optimizer';

export interface AdamOptions extends OptimizerOptions {
  /** How much of the mean gradient a step keeps. Default 0.9. */
  beta1?: number;
  /** How much of the mean squared gradient a step keeps. Default 0.999. */
  beta2?: number;
  /** Default 1e-7. */
  epsilon?: number;
}

/** The optimizer that `adam` makes. */
export class Adam extends Optimizer {
  readonly name = 'adam';
  readonly slotNames = ['momentum', 'velocity'];
  readonly beta1: number;
  readonly beta2: number;
  readonly epsilon: number;

  constructor({ learningRate = 1e-3, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-7, ...rest }: AdamOptions = {}) {
    super({ learningRate, ...rest });
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  protected override update(
    variable: Variable,
    [m, v]: readonly Variable[],
    gradient: Tensor,
    learningRate: number,
  ): void {
    const { beta1, beta2, epsilon, weightDecay } = this;
    const t = this.iterations + 1;
    const corrected = (learningRate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
    adamStep(variable, m, v, gradient, {
      learningRate: corrected,
      beta1,
      beta2,
      epsilon,
      decay: 1 - weightDecay * learningRate,
    });
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
