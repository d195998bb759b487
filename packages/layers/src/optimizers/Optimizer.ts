import {
  add,
  FormatError,
  mul,
  StriateError,
  scope,
  type Tensor,
  ValueError,
  type Variable,
  zerosLike,
} from '@striate/tensor';
import { checkOptions, withDefaults } from '../config/options';
import { classNameOf } from '../naming';
import type { Schedule } from '../schedules/Schedule';
import { clipper } from './clipGradients';
import {
  baseDefaults,
  checkOptimizerOptions,
  decayOf,
  multiplierOf,
  type OptimizerConfig,
  type OptimizerOptions,
} from './OptimizerOptions';
import { type OptimizerState, Slots } from './OptimizerState';
import { follow } from './updates';

/** What the change of one variable depends on, besides its gradient. */
export interface UpdateStep {
  /** With the variable's multiplier in it. */
  readonly learningRate: number;
  /** What the variable is multiplied by first: 1 without weight decay. */
  readonly decay: number;
  /** Number of the step, from 1. */
  readonly count: number;
  /** Number of the batch, from 0: what schedules count. */
  readonly batch: number;
}

// Kept for a weight besides the slots of the optimizer.
const average = 'average';
const gatheredGradient = 'accumulated_gradient';

/**
 * Turns gradients into changes of variables, and remembers what it needs for the next step.
 *
 * One of your own has `update`, and `slotNames` where it remembers something for each weight.
 *
 * @example
 * class SignDescent extends Optimizer {
 *   protected override update(weight: Variable, slots: readonly Variable[], gradient: Tensor, step: UpdateStep): void {
 *     weight.assign(ops.sub(weight, ops.mul(ops.sign(gradient), step.learningRate)));
 *   }
 * }
 */
export abstract class Optimizer {
  /** The options of the class with their defaults. A class that says them refuses others. */
  static readonly defaults: object | undefined = undefined;

  /** Its class in Keras. */
  readonly className: string;
  /**
   * The options it was made with, and the defaults of the others. What is said of single weights, as functions or by the weights
   * themselves, belongs to one run and is left out.
   */
  readonly config: OptimizerConfig<OptimizerOptions, object>;
  /** Steps taken so far. */
  iterations = 0;
  readonly #options: OptimizerConfig<OptimizerOptions, object>;
  /** Batches gathered towards the next step. */
  #gathered = 0;
  /** A rate that was set by hand. */
  #rate: number | undefined;
  readonly #slots = new Slots();
  readonly #multipliers = new WeakMap<Variable, number>();

  constructor(options: OptimizerOptions = {}) {
    const { defaults } = new.target;
    this.className = classNameOf(this);
    const who = this.className.replace(/^[A-Z]+/, (letters) => letters.toLowerCase());
    if (defaults && Object.hasOwn(new.target, 'defaults'))
      checkOptions(options, Object.keys({ ...defaults, ...baseDefaults }), who);
    const filled = withDefaults(options, { ...baseDefaults, ...defaults, name: who }) as typeof this.config;
    const { learningRateMultipliers, ...others } = filled;
    this.#options = { ...others, learningRateMultipliers: learningRateMultipliers && [...learningRateMultipliers] };
    checkOptimizerOptions(this.#options, who);
    const { excludeFromWeightDecay: excluded, ...config } = others;
    this.config = typeof excluded === 'object' ? { ...config, excludeFromWeightDecay: excluded } : config;
  }

  /** Names of the variables kept for each weight: `velocity`. */
  get slotNames(): readonly string[] {
    return [];
  }

  /** The first values of such a variable. Default zeros. */
  protected initialSlot(variable: Variable, _name: string): Tensor {
    return zerosLike(variable);
  }

  /** Changes one variable. Tensors made here are freed after it. */
  protected abstract update(variable: Variable, slots: readonly Variable[], gradient: Tensor, step: UpdateStep): void;

  get name(): string {
    return this.#options.name ?? this.className;
  }

  /**
   * The rate of the next step. Setting it replaces a schedule. A schedule counts batches, as in Keras: it ends with the last
   * epoch, however many of them are gathered for a step.
   */
  get learningRate(): number {
    const rate: number | Schedule = this.#rate ?? this.#options.learningRate;
    return typeof rate === 'number' ? rate : rate(this.#batch);
  }

  /** Batches that make a step. */
  get #batches(): number {
    return this.#options.gradientAccumulationSteps ?? 1;
  }

  get #batch(): number {
    return this.iterations * this.#batches + this.#gathered;
  }

  set learningRate(rate: number) {
    if (!(rate >= 0)) throw new ValueError(`${this.name}: learningRate must be a number >= 0, got ${rate}`);
    this.#rate = rate;
  }

  /**
   * Takes one step: changes each variable by its gradient, then brings it within its constraint. With
   * `gradientAccumulationSteps` that many calls make one step, and the last takes it.
   * @throws {StriateError} if there are not as many gradients as variables.
   */
  apply(gradients: readonly Tensor[], variables: readonly Variable[]): void {
    if (gradients.length !== variables.length) {
      throw new StriateError(`${this.name}: got ${gradients.length} gradients for ${variables.length} variables`);
    }
    const [rate, batch] = [this.learningRate, this.#batch];
    if (!Number.isFinite(rate))
      throw new ValueError(`${this.name}: the learning rate of step ${this.iterations} is ${rate}`);
    const batches = this.#batches;
    if (batches > 1) {
      scope(() => variables.forEach((variable, i) => this.#gather(variable, gradients[i])));
      if (++this.#gathered < batches) return;
    }
    scope(() => {
      const means = batches > 1 ? variables.map((variable) => this.#takeGathered(variable)) : gradients;
      const clipped = clipper(means, this.#options);
      variables.forEach((variable, i) => scope(() => this.#change(variable, clipped(means[i]), rate, batch)));
    });
    this.iterations++;
    this.#gathered = 0;
  }

  #change(variable: Variable, gradient: Tensor, rate: number, batch: number): void {
    const { useEma, emaMomentum, emaOverwriteFrequency = Number.POSITIVE_INFINITY } = this.#options;
    const learningRate = rate * this.#multiplier(variable);
    const decay = 1 - decayOf(variable, this.#options) * learningRate;
    const count = this.iterations + 1;
    this.update(variable, this.slotsOf(variable), gradient, { learningRate, decay, count, batch });
    if (variable.constraint) variable.assign(variable.constraint(variable));
    if (!useEma) return;
    const known = this.#slots.get(variable, average);
    const mean = known ? follow(known, variable, emaMomentum) : this.#slots.make(variable, average, () => variable);
    if (count % emaOverwriteFrequency === 0) variable.assign(mean);
  }

  #multiplier(variable: Variable): number {
    const known = this.#multipliers.get(variable);
    if (known !== undefined) return known;
    const found = multiplierOf(variable, this.#options);
    this.#multipliers.set(variable, found);
    return found;
  }

  #gather(variable: Variable, gradient: Tensor): void {
    const sum = this.#slots.get(variable, gatheredGradient);
    if (sum) sum.assign(add(sum, gradient));
    else this.#slots.make(variable, gatheredGradient, () => gradient);
  }

  /** The mean of the gradients that were gathered. */
  #takeGathered(variable: Variable): Tensor {
    const sum = this.#slots.make(variable, gatheredGradient, () => zerosLike(variable));
    const mean = mul(sum, 1 / this.#batches);
    this.#slots.drop(variable, gatheredGradient);
    return mean;
  }

  /** The variables kept for a weight; made on first sight. */
  slotsOf(variable: Variable): readonly Variable[] {
    return this.slotNames.map((name) => this.#slots.make(variable, name, () => this.initialSlot(variable, name)));
  }

  /** Puts the averages (`useEma`) in the place of the weights, for good, as `fit` does at its end. */
  finalizeVariableValues(variables: readonly Variable[]): void {
    for (const variable of variables) {
      const mean = this.#slots.get(variable, average);
      if (mean) variable.assign(mean);
    }
  }

  /**
   * Runs something with the averages (`useEma`) in the place of the weights, which come back after it.
   *
   * @example
   * const averaged = await net.optimizer.withAverages(net.weights, () => net.evaluate(x, y));
   */
  async withAverages<T>(variables: readonly Variable[], body: () => T | Promise<T>): Promise<T> {
    const swap = () => {
      for (const variable of variables) {
        const mean = this.#slots.get(variable, average);
        if (!mean) continue;
        const own = variable.clone();
        variable.assign(mean);
        mean.assign(own);
        own.dispose();
      }
    };
    swap();
    try {
      return await body();
    } finally {
      swap();
    }
  }

  /**
   * All that it remembers of these weights: `optimizer.stateOf(model.namedWeights())`. The tensors are copies, and the caller's.
   */
  stateOf(weights: ReadonlyMap<string, Variable>): OptimizerState {
    const numbers: Record<string, number> = { iterations: this.iterations, gathered: this.#gathered };
    if (this.#rate !== undefined) numbers.learningRate = this.#rate;
    return { className: this.className, tensors: this.#slots.copy(weights), numbers };
  }

  /**
   * Goes to where `stateOf` was called: training goes on from there as if it had never stopped.
   * @throws {FormatError} if the state does not fit the optimizer or the weights, saying where; nothing has changed then.
   */
  restoreState({ className, tensors, numbers }: OptimizerState, weights: ReadonlyMap<string, Variable>): void {
    const refuse = (what: string) => new FormatError(`${this.name}: ${what}`);
    if (className !== this.className) throw refuse(`takes the state of ${this.className}, got that of ${className}`);
    const { iterations, gathered, learningRate } = numbers;
    const [{ useEma }, batches] = [this.#options, this.#batches];
    if (!(Number.isSafeInteger(iterations) && iterations >= 0))
      throw refuse(`iterations of the state must be a whole number >= 0, got ${iterations}`);
    if (!(Number.isInteger(gathered) && gathered >= 0 && gathered < batches))
      throw refuse(`the state is ${gathered} batches into a step, a step here has ${batches}`);
    if (learningRate !== undefined && !(learningRate >= 0))
      throw refuse(`learningRate of the state must be a number >= 0, got ${learningRate}`);
    const together = useEma ? [...this.slotNames, average] : this.slotNames;
    try {
      this.#slots.restore(weights, tensors, together, batches > 1 ? [gatheredGradient] : []);
    } catch (error) {
      throw error instanceof FormatError ? refuse(error.message) : error;
    }
    this.iterations = iterations;
    this.#gathered = gathered;
    this.#rate = learningRate;
  }
}
