import { StriateError, scope, type Tensor, ValueError, Variable, zerosLike } from '@striate/tensor';
import type { Schedule } from '../schedules/Schedule';
import { type ClipOptions, clipGradients } from './clipGradients';

export interface OptimizerOptions extends ClipOptions {
  /** A number, or a schedule of the step: `(step) => number`. */
  learningRate?: number | Schedule;
  /** Share of a weight, times the learning rate, that is taken off it each step, apart from the gradient. Default 0. */
  weightDecay?: number;
}

/** Turns gradients into changes of variables, and remembers what it needs for the next step. */
export abstract class Optimizer {
  abstract readonly name: string;
  readonly weightDecay: number;
  /** Steps taken so far. */
  iterations = 0;
  #rate: number | Schedule;
  readonly #clip: ClipOptions;
  readonly #slots = new Map<Variable, readonly Variable[]>();

  constructor({ learningRate = 1e-3, weightDecay = 0, ...clip }: OptimizerOptions) {
    if (typeof learningRate === 'number' && !(learningRate >= 0)) {
      throw new ValueError(`optimizer: learningRate must be a number >= 0, got ${learningRate}`);
    }
    this.weightDecay = weightDecay;
    this.#rate = learningRate;
    this.#clip = clip;
  }

  /** Names of the variables kept for each weight: `velocity`. */
  abstract readonly slotNames: readonly string[];

  /** Changes one variable. */
  protected abstract update(
    variable: Variable,
    slots: readonly Variable[],
    gradient: Tensor,
    learningRate: number,
  ): void;

  /** The rate of the next step. Setting it replaces a schedule. */
  get learningRate(): number {
    return typeof this.#rate === 'number' ? this.#rate : this.#rate(this.iterations);
  }

  set learningRate(rate: number) {
    if (!(rate >= 0)) throw new ValueError(`optimizer: learningRate must be a number >= 0, got ${rate}`);
    this.#rate = rate;
  }

  /**
   * Takes one step: changes each variable by its gradient.
   * @throws {StriateError} if there are not as many gradients as variables.
   */
  apply(gradients: readonly Tensor[], variables: readonly Variable[]): void {
    if (gradients.length !== variables.length) {
      throw new StriateError(`${this.name}: got ${gradients.length} gradients for ${variables.length} variables`);
    }
    const rate = this.learningRate;
    if (!Number.isFinite(rate))
      throw new ValueError(`${this.name}: the learning rate of step ${this.iterations} is ${rate}`);
    scope(() => {
      const clipped = clipGradients(gradients, this.#clip);
      variables.forEach((variable, i) => this.update(variable, this.slotsOf(variable), clipped[i], rate));
    });
    this.iterations++;
  }

  /** The variables kept for a weight; made, of zeros, on first sight. */
  slotsOf(variable: Variable): readonly Variable[] {
    let slots = this.#slots.get(variable);
    if (!slots) {
      slots = this.slotNames.map((name) =>
        scope(() => new Variable(zerosLike(variable), { name: `${variable.name}/${name}`, trainable: false })),
      );
      this.#slots.set(variable, slots);
    }
    return slots;
  }
}
