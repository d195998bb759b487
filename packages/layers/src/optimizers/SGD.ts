import { sgdStep, type Tensor, ValueError, type Variable } from '@striate/tensor';
import { Optimizer, type OptimizerOptions } from './Optimizer';

export interface SGDOptions extends OptimizerOptions {
  /** Share of the last move that is kept. Default 0. */
  momentum?: number;
  /** Look ahead along the momentum (Nesterov 1983). Default false. */
  nesterov?: boolean;
}

/** The optimizer that `sgd` makes. */
export class SGD extends Optimizer {
  readonly name = 'sgd';
  readonly slotNames = ['velocity'];
  readonly momentum: number;
  readonly nesterov: boolean;

  constructor({ learningRate = 0.01, momentum = 0, nesterov = false, ...rest }: SGDOptions = {}) {
    super({ learningRate, ...rest });
    if (!(momentum >= 0 && momentum <= 1)) throw new ValueError(`sgd: momentum must be from 0 to 1, got ${momentum}`);
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  protected override update(
    variable: Variable,
    [velocity]: readonly Variable[],
    gradient: Tensor,
    learningRate: number,
  ): void {
    const { momentum, nesterov, weightDecay } = this;
    sgdStep(variable, velocity, gradient, { learningRate, momentum, nesterov, decay: 1 - weightDecay * learningRate });
  }
}

/**
 * Stochastic gradient descent, with momentum if asked for: `v = momentum v - learningRate g`, `w += v`.
 * `learningRate` is 0.01 by default.
 *
 * @example
 * net.compile({ optimizer: sgd({ learningRate: 0.1, momentum: 0.9, nesterov: true }), loss: 'meanSquaredError' });
 */
export function sgd(options: SGDOptions = {}): SGD {
  return new SGD(options);
}
