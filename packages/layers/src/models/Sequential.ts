import { release, ShapeError, StriateError, Tensor } from '@striate/tensor';
import type { JsonConfig } from '../config/encode';
import type { GraphForm } from '../InferenceForm';
import { type CallOptions, Layer } from '../Layer';
import { InputLayer, type InputOptions } from '../layers/Input';
import { nameSiblings } from '../naming';
import { isSymbolic, type SymbolicTensor } from '../SymbolicTensor';
import { Model } from './Model';
import { sequentialConfig } from './serialize';
import { sortGraph } from './sortGraph';

/** The model that `sequential` makes. */
export class Sequential extends Model {
  static className = 'Sequential';
  readonly #layers: Layer[] = [];
  #head: SymbolicTensor | undefined;
  /** The output so far, where the shape of the input is known. */
  #tail: SymbolicTensor | undefined;
  #inputName = 'x';

  constructor(layers: readonly (Layer | SymbolicTensor)[] = [], { name }: { name?: string } = {}) {
    super({ name });
    for (const layer of layers) this.add(layer);
  }

  /**
   * Adds a layer at the end. It is built at once if the input's shape is known, on the first call otherwise.
   * @throws {ShapeError} if it does not fit the layers before; the model is then as it was.
   */
  add(layer: Layer | SymbolicTensor): this {
    if (isSymbolic(layer)) {
      if (layer.node?.id !== -1) throw new StriateError('sequential: takes layers; of symbolic tensors only input()');
      return this.add(layer.node.layer);
    }
    if (!(layer instanceof Layer)) throw new StriateError(`sequential: takes layers, got ${typeof layer}`);
    if (layer instanceof InputLayer) {
      if (this.#layers.length > 0 || this.#tail) throw new StriateError('sequential: an input comes before all layers');
      this.#inputName = layer.name;
      this.#head = layer.output;
      this.#tail = layer.output;
      return this;
    }
    const name = layer.autoNamed ? undefined : layer.name;
    if (
      name !== undefined &&
      this.#layers.some((other) => other !== layer && !other.autoNamed && other.name === name)
    ) {
      throw new StriateError(`sequential: two layers are named '${name}'; names are the keys of weights`);
    }
    this.#layers.push(layer);
    nameSiblings(this.#layers);
    try {
      this.#extend(layer);
    } catch (error) {
      this.#layers.pop();
      throw error;
    }
    return this;
  }

  /** Lays the new layer out, if the shape before it is known. */
  #extend(layer: Layer): void {
    const declared = declaredInput(layer);
    if (!this.#tail && this.#layers.length === 1 && declared) {
      this.#head = new InputLayer(declared).output;
      this.#tail = this.#head;
    }
    if (!this.#tail) return;
    this.#tail = layer(this.#tail);
    this.outputShape = this.#tail.shape;
    this.built = true;
  }

  override getConfig(): JsonConfig {
    return sequentialConfig(this);
  }

  override get subLayers(): readonly Layer[] {
    return this.#layers;
  }

  override get inputs(): readonly SymbolicTensor[] {
    return this.#head ? [this.#head] : [];
  }

  override get outputs(): readonly SymbolicTensor[] {
    return this.#tail ? [this.#tail] : [];
  }

  override get inputNames(): readonly string[] {
    return [this.#inputName];
  }

  override get outputNames(): readonly string[] {
    return [this.#layers.at(-1)?.name ?? 'y'];
  }

  protected override buildFor(inputs: Tensor | readonly Tensor[]): void {
    if (this.built) return;
    const { shape, dtype } = single(inputs, this.name);
    this.#head = new InputLayer({ shape: shape.slice(1), dtype }).output;
    let tail = this.#head;
    for (const layer of this.#layers) tail = layer(tail);
    this.#tail = tail;
    this.outputShape = tail.shape;
    this.built = true;
  }

  override inferenceForm(): GraphForm | undefined {
    const { inputs, outputs } = this;
    const tail = this.#tail;
    if (!this.built || !isSymbolic(tail)) return undefined;
    return { kind: 'graph', inputs, outputs, nodes: sortGraph(inputs, outputs), isStale: () => this.#tail !== tail };
  }

  override call(inputs: Tensor | readonly Tensor[], { training }: CallOptions): Tensor {
    const first = single(inputs, this.name);
    if (this.#layers.length === 0) throw new StriateError(`sequential: '${this.name}' has no layers; add() some`);
    let x = first;
    for (const layer of this.#layers) {
      const y = layer(x, { training });
      if (x !== first && x !== y) release(x);
      x = y;
    }
    return x;
  }
}

function single(inputs: Tensor | readonly Tensor[], name: string): Tensor {
  if (inputs instanceof Tensor) return inputs;
  if (inputs.length === 1) return inputs[0];
  throw new ShapeError(`sequential: '${name}' takes one tensor, got ${inputs.length}`);
}

/** What the first layer says about its input, or knows if it is a model itself. */
function declaredInput(layer: Layer): InputOptions | undefined {
  const { inputShape } = layer.config;
  if (inputShape) return { shape: inputShape };
  if (!(layer instanceof Model) || layer.inputs.length !== 1) return undefined;
  const [{ shape, dtype }] = layer.inputs;
  return { shape: shape.slice(1), dtype };
}

/**
 * A model whose layers follow one another.
 *
 * It is built at once if the first layer has an `inputShape` (or is an `input`), and on the first call otherwise.
 *
 * @example
 * const net = sequential([
 *   conv2d({ filters: 32, kernelSize: 3, activation: 'relu', inputShape: [28, 28, 1] }),
 *   maxPooling2d(),
 *   flatten(),
 *   dense({ units: 10, activation: 'softmax' }),
 * ]);
 * net.compile({ optimizer: 'adam', loss: 'sparseCategoricalCrossentropy', metrics: ['accuracy'] });
 * await net.fit(images, labels, { epochs: 5 });
 */
export function sequential(
  layers: readonly (Layer | SymbolicTensor)[] = [],
  options: { name?: string } = {},
): Sequential {
  return new Sequential(layers, options);
}
