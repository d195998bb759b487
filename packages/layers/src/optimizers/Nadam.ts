import { add, div, mul, sqrt, square, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend, follow } from './updates';

export interface NadamOptions extends OptimizerOptions {
  /** How much of the mean gradient a step keeps, in the long run. Default 0.9. */
  beta1?: number;
  /** How much of the mean squared gradient a step keeps. Default 0.999. */
  beta2?: number;
  /** Added to the root of the mean squared gradient. Default 1e-7. */
  epsilon?: number;
}

/** The optimizer that `nadam` makes. */
export class Nadam extends Optimizer {
  static readonly className = 'Nadam';
  static override readonly defaults = {
    learningRate: 1e-3,
    beta1: 0.9,
    beta2: 0.999,
    epsilon: 1e-7,
  } satisfies OptimizerDefaults<NadamOptions>;
  declare readonly config: OptimizerConfig<NadamOptions, typeof Nadam.defaults>;
  /** The product of the momenta of the first `count` steps. */
  #product = { count: 0, value: 1 };

  constructor(options: NadamOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return ['momentum', 'velocity'];
  }

  /** The momentum of a step rises to beta1. */
  #momentum(count: number): number {
    return this.config.beta1 * (1 - 0.5 * 0.96 ** count);
  }

  /** Multiplied in order from the first step, so that a run that was resumed has the same bits. */
  #momentumProduct(count: number): number {
    let { count: done, value } = this.#product.count > count ? { count: 0, value: 1 } : this.#product;
    while (done < count) value *= this.#momentum(++done);
    this.#product = { count, value };
    return value;
  }

  protected override update(
    variable: Variable,
    [m, v]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay, count }: UpdateStep,
  ): void {
    const { beta1, beta2, epsilon } = this.config;
    const [now, next] = [this.#momentum(count), this.#momentum(count + 1)];
    const product = this.#momentumProduct(count);
    follow(m, gradient, beta1);
    follow(v, square(gradient), beta2);
    const direction = add(mul(m, next / (1 - product * next)), mul(gradient, (1 - now) / (1 - product)));
    const size = add(mul(sqrt(v), 1 / Math.sqrt(1 - beta2 ** count)), epsilon);
    descend(variable, div(mul(direction, learningRate), size), decay);
  }
}

/**
 * Adam that looks ahead along its momentum, as Nesterov's does (Dozat 2016).
 *
 * @example
 * net.compile({ optimizer: nadam({ learningRate: 2e-3 }), loss: 'sparseCategoricalCrossentropy' });
 */
export function nadam(options: NadamOptions = {}): Nadam {
  return new Nadam(options);
}
