import { add, div, mul, sqrt, square, sub, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend, follow } from './updates';

export interface RMSpropOptions extends OptimizerOptions {
  /** How much of the mean squared gradient a step keeps. Default 0.9. */
  rho?: number;
  /** Share of the last move that is kept. Default 0. */
  momentum?: number;
  /** Added to the mean squared gradient, under the root. Default 1e-7. */
  epsilon?: number;
  /** Divide by the deviation of the gradients, not by their root mean square (Graves 2013). Default false. */
  centered?: boolean;
}

/** The optimizer that `rmsprop` makes. */
export class RMSprop extends Optimizer {
  static readonly className = 'RMSprop';
  static override readonly defaults = {
    learningRate: 1e-3,
    rho: 0.9,
    momentum: 0,
    epsilon: 1e-7,
    centered: false,
  } satisfies OptimizerDefaults<RMSpropOptions>;
  declare readonly config: OptimizerConfig<RMSpropOptions, typeof RMSprop.defaults>;

  constructor(options: RMSpropOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    const { centered, momentum } = this.config;
    return ['velocity', ...(momentum > 0 ? ['momentum'] : []), ...(centered ? ['average_gradient'] : [])];
  }

  protected override update(
    variable: Variable,
    [velocity, ...others]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay }: UpdateStep,
  ): void {
    const { rho, momentum, epsilon, centered } = this.config;
    const size = follow(velocity, square(gradient), rho);
    const spread = centered ? sub(size, square(follow(others[others.length - 1], gradient, rho))) : size;
    const change = div(mul(gradient, learningRate), sqrt(add(spread, epsilon)));
    const [move] = others;
    descend(variable, momentum > 0 ? move.assign(add(mul(move, momentum), change)) : change, decay);
  }
}

/**
 * Gradients divided by the root of their mean square (Hinton 2012): `v = rho v + (1 - rho) g²`,
 * `w -= learningRate g / sqrt(v + epsilon)`, with momentum if asked for.
 *
 * @example
 * net.compile({ optimizer: rmsprop({ learningRate: 1e-3, rho: 0.95 }), loss: 'meanSquaredError' });
 */
export function rmsprop(options: RMSpropOptions = {}): RMSprop {
  return new RMSprop(options);
}
