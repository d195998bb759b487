import { fusedMatmul, matmul, reshape, type Shape, type Tensor, type Variable } from '@striate/tensor';
import {
  type ActivationLike,
  resolveActivation,
  type SplitActivation,
  splitActivation,
} from '../activations/activations';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';
import { checkCount } from './checkCount';
import { type BiasOptions, biasDefaults, type KernelOptions, kernelDefaults, rulesOf } from './weightRules';

export interface DenseOptions extends LayerOptions, BiasOptions, KernelOptions {
  /** Number of outputs. */
  units: number;
  /** Default `linear`. */
  activation?: ActivationLike;
}

/** The layer that `dense` makes. */
export class Dense extends Layer {
  static className = 'Dense';
  static override readonly defaults = {
    units: undefined,
    activation: 'linear',
    ...kernelDefaults,
    ...biasDefaults,
  } satisfies LayerDefaults<DenseOptions>;
  declare readonly config: LayerConfig<DenseOptions, typeof Dense.defaults>;
  kernel: Variable | undefined = undefined;
  bias: Variable | undefined = undefined;
  readonly #activation: SplitActivation;

  constructor(options: DenseOptions) {
    super(options);
    checkCount(options.units, 'dense', 'units');
    this.#activation = splitActivation(options.activation);
  }

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    const shape = Array.isArray(inputs) ? [] : (inputs as Tensor).shape;
    if (shape.length < 2) throw this.refusal(`takes [batch, …, features], got [${shape.join(',')}]`);
    const last = shape[shape.length - 1];
    if (this.inputFeatures !== undefined && last !== this.inputFeatures) {
      throw this.refusal(`was built for ${this.inputFeatures} features, got ${last}: [${shape.join(',')}]`);
    }
  }

  override build(inputShape: Shape): void {
    const { units, useBias } = this.config;
    const features = inputShape[inputShape.length - 1];
    this.kernel = this.addWeight({ name: 'kernel', shape: [features, units], ...rulesOf(this.config, 'kernel') });
    if (useBias) this.bias = this.addWeight({ name: 'bias', shape: [units], ...rulesOf(this.config, 'bias') });
    this.inputFeatures = features;
  }

  override call(x: Tensor): Tensor {
    const { units, activation } = this.config;
    if (!this.bias) return resolveActivation(activation)(matmul(x, this.kernel!));
    const { fused, after } = this.#activation;
    const rows = x.rank === 2 ? x : reshape(x, [-1, x.shape[x.rank - 1]]);
    const y = fusedMatmul(rows, this.kernel!, this.bias, fused);
    const shaped = x.rank === 2 ? y : reshape(y, [...x.shape.slice(0, -1), units]);
    return after ? after(shaped) : shaped;
  }
}

/**
 * A fully connected layer: `activation(x kernel + bias)` over the last axis.
 *
 * Input `[batch, …, features]`, output `[batch, …, units]`; weights `kernel` `[features, units]` and `bias` `[units]`.
 *
 * @throws {ShapeError} if the input has another number of features than the layer was built for.
 *
 * @example
 * const net = sequential([flatten({ inputShape: [28, 28, 1] }), dense({ units: 10, activation: 'softmax' })]);
 * net.countParams(); // 7850
 */
export function dense(options: DenseOptions): Dense {
  return new Dense(options);
}
