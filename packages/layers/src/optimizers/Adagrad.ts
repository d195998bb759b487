import { add, div, fill, mul, sqrt, square, type Tensor, type Variable } from '@striate/tensor';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend } from './updates';

export interface AdagradOptions extends OptimizerOptions {
  /** What the sums of squared gradients begin with. Default 0.1. */
  initialAccumulatorValue?: number;
  /** Added to these sums, under the root. Default 1e-7. */
  epsilon?: number;
}

/** The optimizer that `adagrad` makes. */
export class Adagrad extends Optimizer {
  static readonly className = 'Adagrad';
  static override readonly defaults = {
    learningRate: 1e-3,
    initialAccumulatorValue: 0.1,
    epsilon: 1e-7,
  } satisfies OptimizerDefaults<AdagradOptions>;
  declare readonly config: OptimizerConfig<AdagradOptions, typeof Adagrad.defaults>;

  constructor(options: AdagradOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return ['accumulator'];
  }

  protected override initialSlot({ shape }: Variable): Tensor {
    return fill(shape, this.config.initialAccumulatorValue);
  }

  protected override update(
    variable: Variable,
    [sum]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay }: UpdateStep,
  ): void {
    sum.assign(add(sum, square(gradient)));
    descend(variable, div(mul(gradient, learningRate), sqrt(add(sum, this.config.epsilon))), decay);
  }
}

/**
 * Steps that become smaller where gradients have been large (Duchi 2011): `s += g²`,
 * `w -= learningRate g / sqrt(s + epsilon)`.
 *
 * @example
 * net.compile({ optimizer: adagrad({ learningRate: 0.01 }), loss: 'binaryCrossentropy' });
 */
export function adagrad(options: AdagradOptions = {}): Adagrad {
  return new Adagrad(options);
}
