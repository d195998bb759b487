import { add, div, mul, sqrt, square, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend, follow } from './updates';

export interface AdadeltaOptions extends OptimizerOptions {
  /** How much of the mean squares a step keeps. Default 0.95. */
  rho?: number;
  /** Added to the mean squares, under the roots. Default 1e-7. */
  epsilon?: number;
}

/** The optimizer that `adadelta` makes. */
export class Adadelta extends Optimizer {
  static readonly className = 'Adadelta';
  static override readonly defaults = {
    learningRate: 1e-3,
    rho: 0.95,
    epsilon: 1e-7,
  } satisfies OptimizerDefaults<AdadeltaOptions>;
  declare readonly config: OptimizerConfig<AdadeltaOptions, typeof Adadelta.defaults>;

  constructor(options: AdadeltaOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return ['accumulated_grad', 'accumulated_delta_var'];
  }

  protected override update(
    variable: Variable,
    [gradients, changes]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay }: UpdateStep,
  ): void {
    const { rho, epsilon } = this.config;
    const size = (meanSquare: Tensor) => sqrt(add(meanSquare, epsilon));
    follow(gradients, square(gradient), rho);
    const change = div(mul(size(changes), gradient), size(gradients));
    follow(changes, square(change), rho);
    descend(variable, mul(change, learningRate), decay);
  }
}

/**
 * Steps as large as the recent ones, by the size of the gradient (Zeiler 2012). The paper has a `learningRate` of 1; Keras, and
 * so this, has 0.001 by default.
 *
 * @example
 * net.compile({ optimizer: adadelta({ learningRate: 1 }), loss: 'categoricalCrossentropy' });
 */
export function adadelta(options: AdadeltaOptions = {}): Adadelta {
  return new Adadelta(options);
}
