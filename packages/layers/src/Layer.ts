import {
  type Generator,
  isMeta,
  metaTensor,
  type Shape,
  ShapeError,
  StriateError,
  scope,
  sizeOf,
  Tensor,
  type Variable,
} from '@striate/tensor';
import { Callable } from './Callable';
import { addLayerName, owning, within } from './calls';
import { collect } from './collect';
import { decodeConfig } from './config/decode';
import { encodeConfig, type JsonConfig } from './config/encode';
import { checkOptions, withDefaults } from './config/options';
import type { InferenceForm } from './InferenceForm';
import type { LayerClass } from './LayerClass';
import { type CallOptions, type LayerOptions, optionNames, type WeightOptions } from './LayerOptions';
import { addActivityLoss, addedLosses, addLoss, weightLosses } from './layerLosses';
import { makeWeight } from './makeWeight';
import { misfit } from './misfit';
import { nameWeights } from './nameWeights';
import { classNameOf, factoryName, nameSiblings, snakeCase } from './naming';
import { inPhase, isTraining } from './phase';
import { type GraphNode, isSymbolic, type SymbolicShape, type SymbolicTensor } from './SymbolicTensor';
import { traceCall } from './trace';

export type { LayerClass } from './LayerClass';
export type { CallOptions, LayerConfig, LayerDefaults, LayerOptions, WeightOptions } from './LayerOptions';

export interface Layer {
  (input: SymbolicTensor | readonly SymbolicTensor[], options?: CallOptions): SymbolicTensor;
  (input: Tensor | readonly Tensor[], options?: CallOptions): Tensor;
}

/**
 * A building block of a network: a function with weights.
 *
 * A layer of your own has `call`, and `build` where it makes weights itself. Layers, and arrays and plain objects of them,
 * that it keeps in its (public) fields are found by themselves and count as its own.
 *
 * @example
 * class Residual extends Layer {
 *   inner = dense({ units: 8, activation: 'relu' });
 *   call(x: Tensor, options: CallOptions): Tensor {
 *     return ops.add(x, this.inner(x, options));
 *   }
 * }
 * const y = new Residual()(ones([1, 8]));
 */
// biome-ignore lint/suspicious/noUnsafeDeclarationMerging: see above
export abstract class Layer extends Callable {
  /** The options of the class with their defaults. A class that says them refuses others, and is made anew from its config. */
  static readonly defaults: object | undefined = undefined;

  name: string;
  /** The options it was made with, and the defaults of the others. */
  readonly config: LayerOptions;
  /** Whether the name was made up, and may be numbered. */
  readonly autoNamed: boolean;
  built = false;
  /** Its own stream of random numbers, where it has one: a checkpoint keeps where it stands. */
  generator: Generator | undefined = undefined;
  /** Shape of the output in the last symbolic call, or of each output; the batch axis is null. */
  outputShape: SymbolicShape | readonly SymbolicShape[] | undefined = undefined;
  /** Names of the axes of its input, where it takes one rank only: `['batch', 'features']`. */
  protected inputAxes: readonly string[] | undefined = undefined;
  /** Size of the last axis that the weights were made for. */
  protected inputFeatures: number | undefined = undefined;
  #trainable: boolean;
  #weights: Variable[] = [];
  #container: boolean | undefined = undefined;
  #node: GraphNode | undefined = undefined;

  constructor(options: LayerOptions = {}) {
    super();
    const { defaults } = new.target;
    const known = optionNames(new.target);
    if (known) checkOptions(options, known, factoryName(classNameOf(this)));
    this.config = defaults ? withDefaults(options, defaults) : options;
    this.autoNamed = options.name === undefined;
    this.name = options.name ?? snakeCase(classNameOf(this));
    this.#trainable = options.trainable ?? true;
  }

  /**
   * The options in Keras' notation, which JSON can hold: `{ name, trainable, units: 10, use_bias: true, … }`.
   * @throws {StriateError} if an option is a function that has no name in a configuration.
   */
  getConfig(): JsonConfig {
    const { name, trainable, inputShape, ...options } = this.config;
    const className = classNameOf(this);
    return { name: this.name, trainable: this.#trainable, dtype: 'float32', ...encodeConfig(options, className) };
  }

  /**
   * A layer made as `getConfig` says; Keras' configurations do as well.
   * @throws {ValueError} for an option the layer does not have.
   *
   * @example
   * Dense.fromConfig({ units: 10, activation: 'relu' });
   */
  static fromConfig<L extends Layer>(this: LayerClass<L>, config: JsonConfig): L {
    // biome-ignore lint/complexity/noThisInStatic: the class it is called on is the one to make
    return new this(decodeConfig(config, classNameOf(this.prototype), { known: optionNames(this) }));
  }

  /** Makes the weights, once the shape of the input is known. The size of its batch axis means nothing. */
  build(_inputShape: Shape, ..._more: Shape[]): void {}

  /** The output for an input, or for an array of inputs. Uses ops of @striate/tensor and other layers. */
  abstract call(inputs: Tensor | readonly Tensor[], options: CallOptions): Tensor | readonly Tensor[];

  /**
   * What `call` computes outside of training, for `predict` and `evaluate` to merge with the layers around; without it, or where
   * there is none, they call the layer.
   */
  inferenceForm?(): InferenceForm | undefined;

  /** Makes a weight that belongs to this layer. */
  protected addWeight(options: WeightOptions): Variable {
    const weight = makeWeight(options);
    this.#weights.push(weight);
    return weight;
  }

  protected invoke(inputs: unknown, options: CallOptions = {}): unknown {
    const first = Array.isArray(inputs) ? inputs[0] : inputs;
    if (isSymbolic(first)) return traceCall(this, inputs as SymbolicTensor, options.training);
    if (!(first instanceof Tensor)) throw this.refusal(`takes a tensor, or an array of them, got ${typeof first}`);
    return this.run(inputs as Tensor, options);
  }

  /** What calling the layer on tensors does. */
  run(inputs: Tensor | readonly Tensor[], { training = isTraining() }: CallOptions = {}): Tensor | readonly Tensor[] {
    try {
      return within(() => {
        this.checkInput(inputs);
        this.buildFor(inputs);
        return owning(this.#isContainer(), () => {
          const outputs = inPhase(training, () => this.call(inputs, { training }));
          const { activityRegularizer } = this.config;
          if (activityRegularizer) addActivityLoss(this, activityRegularizer, outputs);
          return outputs;
        });
      });
    } catch (error) {
      throw addLayerName(error, this);
    }
  }

  /**
   * Adds a scalar to the loss of the training or the evaluation that calls the layer: to be used in `call`.
   * @throws {ShapeError} unless it is a scalar.
   *
   * @example
   * class ActivityPenalty extends Layer {
   *   call(x: Tensor): Tensor {
   *     this.addLoss(x.square().mean().mul(1e-3));
   *     return x;
   *   }
   * }
   */
  addLoss(loss: Tensor): void {
    addLoss(this, loss);
  }

  /**
   * What it and its sub-layers add to the loss: what `addLoss` was given in the last call, and the penalties on trainable weights.
   * `fit` and `evaluate` count them; a loop of one's own adds them to its loss.
   */
  get losses(): Tensor[] {
    return [...addedLosses(this), ...weightLosses(this.trainableWeights)];
  }

  /** Throws unless the layer can take these inputs. */
  protected checkInput(inputs: Tensor | readonly Tensor[]): void {
    const { inputAxes, inputFeatures, built } = this;
    const problem = inputAxes && misfit(inputs, inputAxes, built ? inputFeatures : undefined);
    if (problem) throw this.refusal(problem);
  }

  /** `conv2d: layer 'conv2d_1' …`, ready to be thrown. */
  protected refusal(what: string): ShapeError {
    return new ShapeError(`${factoryName(classNameOf(this))}: layer '${this.name}' ${what}`);
  }

  /** Makes the weights, those of sub-layers too, unless they are made. */
  protected buildFor(inputs: Tensor | readonly Tensor[]): void {
    if (this.built) return;
    const list: readonly Tensor[] = Array.isArray(inputs) ? inputs : [inputs as Tensor];
    try {
      this.build(list[0].shape, ...list.slice(1).map(({ shape }) => shape));
      this.built = true;
      nameSiblings(this.subLayers);
      // Sub-layers learn their shapes from a call without values; a call that has none itself does it anyway.
      if (this.subLayers.length > 0 && !isMeta(list[0])) {
        const metas = list.map(({ shape, dtype }) => metaTensor(shape, dtype));
        scope(
          () => void inPhase(false, () => this.call(Array.isArray(inputs) ? metas : metas[0], { training: false })),
        );
      }
    } catch (error) {
      this.built = false;
      this.#weights = [];
      throw error;
    }
  }

  /** The layers this one keeps in its fields, in the order of the fields. */
  get subLayers(): readonly Layer[] {
    return [...collect(this).layers];
  }

  #isContainer(): boolean {
    this.#container ??= this.built ? this.subLayers.length > 0 : undefined;
    return this.#container ?? false;
  }

  #ownWeights(): Variable[] {
    const own = new Set(this.#weights);
    for (const variable of collect(this).variables) own.add(variable);
    return [...own];
  }

  /** The generators of the layer and of its sub-layers, each once. */
  get generators(): Generator[] {
    const own = this.generator ? [this.generator] : [];
    return [...new Set([...own, ...this.subLayers.flatMap((layer) => layer.generators)])];
  }

  /** All weights: those of the layer itself, then those of its sub-layers. */
  get weights(): Variable[] {
    return [...new Set([...this.#ownWeights(), ...this.subLayers.flatMap((layer) => layer.weights)])];
  }

  /** The weights that training changes. */
  get trainableWeights(): Variable[] {
    if (!this.#trainable) return [];
    const own = this.#ownWeights().filter((weight) => weight.trainable);
    return [...new Set([...own, ...this.subLayers.flatMap((layer) => layer.trainableWeights)])];
  }

  /** The weights that training leaves alone: frozen ones, moving statistics. */
  get nonTrainableWeights(): Variable[] {
    const trained = new Set(this.trainableWeights);
    return this.weights.filter((weight) => !trained.has(weight));
  }

  /** Whether training changes the weights; setting it sets it for all sub-layers. */
  get trainable(): boolean {
    return this.#trainable;
  }

  set trainable(trainable: boolean) {
    this.#trainable = trainable;
    for (const layer of this.subLayers) layer.trainable = trainable;
  }

  /** Number of values in the weights. */
  countParams(): number {
    return this.weights.reduce((total, { shape }) => total + sizeOf(shape), 0);
  }

  /** The weights under the names they have in a file: `conv2d/kernel`. */
  namedWeights(): Map<string, Variable> {
    return nameWeights(this.#ownWeights(), this.subLayers);
  }

  /**
   * Its output where it was first called in a model: the end of a model that shares its layers, to look at features.
   * @throws {StriateError} if it was not called on symbolic tensors, or has several outputs.
   *
   * @example
   * const features = model({ inputs: net.inputs, outputs: net.getLayer('conv2d').output });
   */
  get output(): SymbolicTensor {
    const outputs = this.#node?.outputs ?? [];
    if (outputs.length === 1) return outputs[0];
    throw new StriateError(
      `output: layer '${this.name}' ${this.#node ? `has ${outputs.length} outputs` : 'is in no model that knows its shapes'}`,
    );
  }

  /** Notes a symbolic call; the first counts. */
  noteCall(node: GraphNode): void {
    this.#node ??= node;
  }

  rename(name: string): void {
    this.name = name;
  }

  override toString(): string {
    return `${classNameOf(this)} '${this.name}'`;
  }
}
