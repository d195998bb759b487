import { cast, greater, minimum, mul, relu as rectify, sub, Tensor, where } from '@striate/tensor';
import {
  type Activation as ActivationFunction,
  type ActivationLike,
  resolveActivation,
  softmaxOfLogits,
  splitActivation,
} from '../activations/activations';
import { softmaxOver } from '../activations/keras';
import type { InferenceForm } from '../InferenceForm';
import { Layer, type LayerConfig, type LayerDefaults, type LayerOptions } from '../Layer';

export interface ActivationOptions extends LayerOptions {
  activation: ActivationLike;
}

/** The layer that `activation` makes. */
export class Activation extends Layer {
  static className = 'Activation';
  static override readonly defaults = { activation: undefined } satisfies LayerDefaults<ActivationOptions>;
  declare readonly config: LayerConfig<ActivationOptions, typeof Activation.defaults>;
  readonly #function: ActivationFunction;

  constructor(options: ActivationOptions) {
    super(options);
    this.#function = resolveActivation(options.activation);
  }

  override inferenceForm(): InferenceForm | undefined {
    const { fused, after } = splitActivation(this.config.activation);
    if (after) return undefined;
    return fused === 'linear' ? { kind: 'identity' } : { kind: 'activation', activation: fused };
  }

  override call(x: Tensor): Tensor {
    return this.#function(x);
  }
}

/**
 * An activation as a layer, by name or as a function.
 *
 * @throws {ValueError} for a name that stands for nothing, listing those that do.
 *
 * @example
 * activation('tanh');
 * activation({ activation: (x) => x.square(), name: 'square' });
 */
export function activation(options: ActivationLike | ActivationOptions): Activation {
  const given = typeof options === 'object' ? options : { activation: options };
  return new Activation(given);
}

export interface ReLUOptions extends LayerOptions {
  /** Largest output. Default: none. */
  maxValue?: number;
  /** Slope below the threshold. Default 0. */
  negativeSlope?: number;
  /** Where the unit begins to pass its input on. Default 0. */
  threshold?: number;
}

/** The layer that `relu` makes. */
export class ReLU extends Layer {
  static className = 'ReLU';
  static override readonly defaults = {
    maxValue: undefined,
    negativeSlope: 0,
    threshold: 0,
  } satisfies LayerDefaults<ReLUOptions>;
  declare readonly config: LayerConfig<ReLUOptions, typeof ReLU.defaults>;

  override inferenceForm(): InferenceForm | undefined {
    const { maxValue, negativeSlope, threshold } = this.config;
    if (negativeSlope !== 0 || threshold !== 0) return undefined;
    if (maxValue === undefined) return { kind: 'activation', activation: 'relu' };
    return maxValue === 6 ? { kind: 'activation', activation: 'relu6' } : undefined;
  }

  override call(x: Tensor): Tensor {
    const { maxValue, negativeSlope, threshold } = this.config;
    const plain = negativeSlope === 0 && threshold === 0;
    const below = negativeSlope === 0 ? 0 : mul(sub(x, threshold), negativeSlope);
    const y = plain ? rectify(x) : where(greater(x, threshold), x, below);
    return maxValue === undefined ? y : minimum(y, maxValue);
  }
}

/**
 * `max(x, 0)` as a layer, with Keras' options.
 *
 * @example
 * relu({ maxValue: 6 });
 */
export function relu(options: ReLUOptions = {}): ReLU {
  return new ReLU(options);
}

export interface SoftmaxOptions extends LayerOptions {
  /** The axis of the scores, or several that share the probability. Default: the last. */
  axis?: number | readonly number[];
}

/** The layer that `softmax` makes. */
export class Softmax extends Layer {
  static className = 'Softmax';
  static override readonly defaults = { axis: -1 } satisfies LayerDefaults<SoftmaxOptions>;
  declare readonly config: LayerConfig<SoftmaxOptions, typeof Softmax.defaults>;

  protected override checkInput(inputs: Tensor | readonly Tensor[]): void {
    if (Array.isArray(inputs) && inputs.length !== 2)
      throw this.refusal(`takes scores, or [scores, mask], got an array of ${inputs.length}`);
  }

  override call(inputs: Tensor | readonly Tensor[]): Tensor {
    const { axis } = this.config;
    const [x, mask] = inputs instanceof Tensor ? [inputs] : inputs;
    const along = (scores: Tensor) =>
      typeof axis === 'number' ? softmaxOfLogits(scores, axis) : softmaxOver(scores, axis);
    if (!mask) return along(x);
    // As Keras has it: what is masked counts as -1e9, and has no share even where nothing else is there.
    return mul(along(where(mask, x, -1e9)), cast(mask, 'float32'));
  }
}

/**
 * Scores to probabilities along an axis, as a layer. Called on `[scores, mask]` it leaves out what the mask has false or 0.
 *
 * @example
 * softmax()([tensor([[1, 2, 3]]), tensor([[true, true, false]])]); // [[0.27, 0.73, 0]]
 */
export function softmax(options: SoftmaxOptions = {}): Softmax {
  return new Softmax(options);
}
