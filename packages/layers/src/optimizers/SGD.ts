import { mul, sgdStep, type Tensor, type Variable } from '@striate/tensor';
import type { Schedule } from '../schedules/Schedule';
import { Optimizer, type UpdateStep } from './Optimizer';
import type { OptimizerConfig, OptimizerDefaults, OptimizerOptions } from './OptimizerOptions';
import { descend } from './updates';

export interface SGDOptions extends OptimizerOptions {
  /** Share of the last move that is kept: a number, or a schedule of the step, see `oneCycleMomentum`. Default 0. */
  momentum?: number | Schedule;
  /** Look ahead along the momentum (Nesterov 1983). Default false. */
  nesterov?: boolean;
}

/** The optimizer that `sgd` makes. */
export class SGD extends Optimizer {
  static readonly className = 'SGD';
  static override readonly defaults = {
    learningRate: 0.01,
    momentum: 0,
    nesterov: false,
  } satisfies OptimizerDefaults<SGDOptions>;
  declare readonly config: OptimizerConfig<SGDOptions, typeof SGD.defaults>;

  constructor(options: SGDOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return this.config.momentum === 0 ? [] : ['momentum'];
  }

  protected override update(
    variable: Variable,
    [velocity]: readonly Variable[],
    gradient: Tensor,
    { learningRate, decay, batch }: UpdateStep,
  ): void {
    const { momentum: given, nesterov } = this.config;
    if (!velocity) {
      descend(variable, mul(gradient, learningRate), decay);
      return;
    }
    const momentum = typeof given === 'number' ? given : given(batch);
    sgdStep(variable, velocity, gradient, { learningRate, momentum, nesterov, decay });
  }
}

/**
 * Stochastic gradient descent, with momentum if asked for: `v = momentum v - learningRate g`, `w += v`.
 * `learningRate` is 0.01 by default.
 *
 * @throws {ValueError} for an option that is not known or out of its range; so do all optimizers.
 *
 * @example
 * net.compile({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }), loss: 'meanSquaredError' });
 */
export function sgd(options: SGDOptions = {}): SGD {
  return new SGD(options);
}
