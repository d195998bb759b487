import type { DType, Shape } from '@striate/tensor';
import type { Layer } from './Layer';

/** A shape whose open axes are null: the batch always, others where a model takes any size. */
export type SymbolicShape = readonly (number | null)[];

/** One call of a layer in a functional graph. */
export interface GraphNode {
  /** Grows with every call: an order in which the graph can run. */
  readonly id: number;
  readonly layer: Layer;
  readonly inputs: readonly SymbolicTensor[];
  readonly outputs: readonly SymbolicTensor[];
  /** Whether the layer was called with an array. */
  readonly many: boolean;
  /** `training` as the call gave it; undefined follows the model. */
  readonly training: boolean | undefined;
}

/**
 * A place in a network that is being laid out: it has a shape and a dtype, and values only when the model runs.
 * `input()` makes the first, calling layers on it makes the others.
 */
export class SymbolicTensor {
  readonly shape: SymbolicShape;
  readonly dtype: DType;
  /** The call that gives it; undefined for an input. */
  #node: GraphNode | undefined;

  constructor(shape: SymbolicShape, dtype: DType = 'float32') {
    this.shape = shape;
    this.dtype = dtype;
  }

  get node(): GraphNode | undefined {
    return this.#node;
  }

  /** Called once, by the trace that made it. */
  attach(node: GraphNode): void {
    this.#node = node;
  }

  get rank(): number {
    return this.shape.length;
  }

  toString(): string {
    return `SymbolicTensor ${this.dtype} [${this.shape.map((d) => d ?? 'null').join(',')}]`;
  }
}

/** The shape with 1 for the batch and `size` for every other open axis. */
export function concreteShape(shape: SymbolicShape, size: number): Shape {
  return shape.map((d, axis) => d ?? (axis === 0 ? 1 : size));
}

export function isSymbolic(value: unknown): value is SymbolicTensor {
  return value instanceof SymbolicTensor;
}
