/** A whole number, several, a float, or a name. */
export type Attribute = number | readonly number[] | { readonly float: number } | string;

export type Attributes = Readonly<Record<string, Attribute>>;

export interface GraphNode {
  /** Also that of its output. */
  readonly name: string;
  readonly type: string;
  readonly inputs: readonly string[];
  readonly attributes: Attributes;
}

export interface GraphWeight {
  readonly shape: readonly number[];
  readonly values: Float32Array;
}

/** A network in ONNX's vocabulary, channels first, in the order in which it runs: what every peer is built from. */
export class Graph {
  readonly inputShape: readonly number[];
  readonly nodes: GraphNode[] = [];
  readonly weights = new Map<string, GraphWeight>();
  /** Whole numbers that nodes take as inputs: sizes, mostly. */
  readonly constants = new Map<string, readonly number[]>();
  /** Of the output: the name of the last node. */
  outputShape: readonly number[] = [];

  constructor(inputShape: readonly number[]) {
    this.inputShape = inputShape;
  }

  get input(): string {
    return 'input';
  }

  get output(): string {
    return this.nodes.at(-1)?.name ?? this.input;
  }

  /** Adds a weight; its name, with a number where another has it already. */
  weight(name: string, shape: readonly number[], values: Float32Array): string {
    let free = name;
    for (let i = 1; this.weights.has(free); i++) free = `${name}_${i}`;
    this.weights.set(free, { shape, values });
    return free;
  }

  constant(name: string, values: readonly number[]): string {
    this.constants.set(name, values);
    return name;
  }

  /** Adds an operation; the name of its output. */
  node(type: string, inputs: readonly string[], attributes: Attributes = {}): string {
    const name = `${type}_${this.nodes.length}`;
    this.nodes.push({ name, type, inputs, attributes });
    return name;
  }
}
