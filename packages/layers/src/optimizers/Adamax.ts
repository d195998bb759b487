import { abs, add, div, maximum, mul, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend, follow } from './updates';

export interface AdamaxOptions extends OptimizerOptions {
  /** How much of the mean gradient a step keeps. Default 0.9. */
  beta1?: number;
  /** How much of the largest gradient a step keeps. Default 0.999. */
  beta2?: number;
  /** Added to the largest gradient. Default 1e-7. */
  epsilon?: number;
}

/** The optimizer that `adamax` makes. */
export class Adamax extends Optimizer {
  static readonly className = 'Adamax';
  static override readonly defaults = {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  } satisfies OptimizerDefaults<AdamaxOptions>;
  declare readonly config: OptimizerConfig<AdamaxOptions, typeof Adamax.defaults>;

  constructor(options: AdamaxOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return ['momentum', 'norm'];
  }

  protected override update(
    variable: Variable,
    [m, u]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay, count }: UpdateStep,
  ): void {
    const { beta1, beta2, epsilon } = this.config;
    follow(m, gradient, beta1);
    u.assign(maximum(mul(u, beta2), abs(gradient)));
    descend(variable, div(mul(m, learningRate / (1 - beta1 ** count)), add(u, epsilon)), decay);
  }
}

/**
 * Adam with the largest gradient, forgotten slowly, in place of the root mean square (Kingma and Ba 2014, section 7.1).
 *
 * @example
 * net.compile({ optimizer: adamax({ learningRate: 2e-3 }), loss: 'sparseCategoricalCrossentropy' });
 */
export function adamax(options: AdamaxOptions = {}): Adamax {
  return new Adamax(options);
}
