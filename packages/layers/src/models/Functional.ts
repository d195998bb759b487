import { formatShape, release, ShapeError, StriateError, type Tensor } from '@striate/tensor';
import type { JsonConfig } from '../config/encode';
import type { GraphForm } from '../InferenceForm';
import type { CallOptions, Layer } from '../Layer';
import { InputLayer } from '../layers/Input';
import { nameSiblings } from '../naming';
import { type GraphNode, isSymbolic, type SymbolicShape, type SymbolicTensor } from '../SymbolicTensor';
import { Model } from './Model';
import { functionalConfig } from './serialize';
import { sortGraph } from './sortGraph';

export interface ModelOptions {
  /** Where data comes in: of `input()`, or any tensor on the way. */
  inputs: SymbolicTensor | readonly SymbolicTensor[];
  outputs: SymbolicTensor | readonly SymbolicTensor[];
  name?: string;
}

/** The model that `model` makes: a graph of layer calls. */
export class Functional extends Model {
  static className = 'Functional';
  readonly #inputs: readonly SymbolicTensor[];
  readonly #outputs: readonly SymbolicTensor[];
  readonly #nodes: readonly GraphNode[];
  readonly #manyOutputs: boolean;
  readonly #layers: readonly Layer[];
  /** For each call, the tensors that nothing after it needs. */
  readonly #spent: readonly (readonly SymbolicTensor[])[];

  constructor({ inputs, outputs, name }: ModelOptions) {
    super({ name });
    this.#inputs = listOf(inputs, 'inputs');
    this.#outputs = listOf(outputs, 'outputs');
    this.#manyOutputs = Array.isArray(outputs);
    this.#nodes = sortGraph(this.inputs, this.outputs);
    this.#spent = lastUses(this.#nodes, this.outputs);
    const sources = this.inputs.flatMap(({ node }) => (node?.layer instanceof InputLayer ? [node.layer] : []));
    this.#layers = [...new Set([...sources, ...this.#nodes.map(({ layer }) => layer)])];
    checkNames(this.#layers);
    const shapes = this.outputs.map(({ shape }) => shape);
    this.outputShape = this.#manyOutputs ? shapes : shapes[0];
    this.built = true;
    nameSiblings(this.#layers);
  }

  override getConfig(): JsonConfig {
    return functionalConfig(this);
  }

  /** Whether its outputs are an array, if of one. */
  get manyOutputs(): boolean {
    return this.#manyOutputs;
  }

  override get subLayers(): readonly Layer[] {
    return this.#layers;
  }

  override get inputs(): readonly SymbolicTensor[] {
    return this.#inputs;
  }

  override get outputs(): readonly SymbolicTensor[] {
    return this.#outputs;
  }

  override get nodes(): readonly GraphNode[] {
    return this.#nodes;
  }

  override get inputNames(): readonly string[] {
    return this.inputs.map(({ node }, i) => node?.layer.name ?? `input_${i}`);
  }

  override get outputNames(): readonly string[] {
    const names = this.outputs.map(({ node }, i) => node?.layer.name ?? `output_${i}`);
    // A layer that gives two of the outputs cannot lend its name to both.
    return names.map((name, i) => (names.indexOf(name) === i ? name : `${name}_${i}`));
  }

  protected override checkInput(given: Tensor | readonly Tensor[]): void {
    const list: readonly Tensor[] = Array.isArray(given) ? given : [given as Tensor];
    if (list.length !== this.inputs.length) {
      throw new ShapeError(
        `model '${this.name}' takes ${this.inputs.length} inputs (${this.inputNames.join(', ')}), got ${list.length}`,
      );
    }
    list.forEach(({ shape }, i) => {
      const wanted = this.inputs[i].shape;
      if (!fits(shape, wanted)) {
        throw new ShapeError(
          `model '${this.name}': input '${this.inputNames[i]}' takes ${formatShape(wanted)}, got ${formatShape(shape)}`,
        );
      }
    });
  }

  override inferenceForm(): GraphForm {
    return { kind: 'graph', inputs: this.#inputs, outputs: this.#outputs, nodes: this.#nodes, isStale: () => false };
  }

  override call(given: Tensor | readonly Tensor[], { training }: CallOptions): Tensor | readonly Tensor[] {
    const list: readonly Tensor[] = Array.isArray(given) ? given : [given as Tensor];
    const values = new Map<SymbolicTensor, Tensor>(this.inputs.map((input, i) => [input, list[i]]));
    this.#nodes.forEach(({ layer, inputs, outputs, many, training: own }, at) => {
      const args = inputs.map((input) => values.get(input)!);
      const result = layer.run(many ? args : args[0], { training: own ?? training });
      const made: readonly Tensor[] = Array.isArray(result) ? result : [result as Tensor];
      outputs.forEach((output, i) => void values.set(output, made[i]));
      for (const symbol of this.#spent[at]) {
        const value = values.get(symbol)!;
        values.delete(symbol);
        // A layer that passes its input on gives one tensor two symbols.
        if (!list.includes(value) && ![...values.values()].includes(value)) release(value);
      }
    });
    const results = this.outputs.map((output) => values.get(output)!);
    return this.#manyOutputs ? results : results[0];
  }
}

function listOf(given: SymbolicTensor | readonly SymbolicTensor[], what: string): readonly SymbolicTensor[] {
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  if (list.length > 0 && list.every(isSymbolic)) return list;
  throw new StriateError(`model: ${what} are symbolic tensors, which input() and layers called on it give`);
}

function fits(shape: readonly number[], wanted: SymbolicShape): boolean {
  return shape.length === wanted.length && wanted.every((d, i) => d === null || d === shape[i]);
}

/** By call, the tensors that are used there for the last time. */
function lastUses(nodes: readonly GraphNode[], outputs: readonly SymbolicTensor[]): SymbolicTensor[][] {
  const done = new Set(outputs);
  return nodes
    .toReversed()
    .map(({ inputs, outputs: made }) => {
      const spent = [...new Set([...inputs, ...made])].filter((symbol) => !done.has(symbol));
      for (const symbol of spent) done.add(symbol);
      return spent;
    })
    .reverse();
}

function checkNames(layers: readonly Layer[]): void {
  const seen = new Set<string>();
  for (const { name, autoNamed } of layers) {
    if (!autoNamed && seen.has(name))
      throw new StriateError(`model: two layers are named '${name}'; names are the keys of weights`);
    if (!autoNamed) seen.add(name);
  }
}

export interface MultiOutput {
  (inputs: SymbolicTensor | readonly SymbolicTensor[], options?: CallOptions): SymbolicTensor[];
  (inputs: Tensor | readonly Tensor[], options?: CallOptions): Tensor[];
}

/**
 * A model from a graph of layer calls: branches, skips, shared layers, several inputs and outputs.
 *
 * @throws {StriateError} if an output depends on an input that is not given.
 *
 * @example
 * const x = input({ shape: [32, 32, 16] });
 * const y = conv2d({ filters: 16, kernelSize: 3, padding: 'same', activation: 'relu' })(x);
 * const net = model({ inputs: x, outputs: add()([x, y]) });
 */
export function model(options: ModelOptions & { outputs: readonly SymbolicTensor[] }): MultiOutput & Functional;
export function model(options: ModelOptions): Functional;
export function model(options: ModelOptions): Functional {
  return new Functional(options);
}
