import { FormatError, formatShape, sameShape, scope, type Tensor, Variable } from '@striate/tensor';

/** All that an optimizer remembers: enough to go on, to the bit, where it stood. */
export interface OptimizerState {
  /** Its class: `Adam`. */
  readonly className: string;
  /** What it keeps for each weight, under the weight's name: `dense/kernel/velocity`. */
  readonly tensors: ReadonlyMap<string, Tensor>;
  /** `iterations`; `gathered`, batches towards the next step; `learningRate`, where it was set by hand. */
  readonly numbers: Readonly<Record<string, number>>;
}

/** What an optimizer keeps for its weights, by weight and name. */
export class Slots {
  #slots = new WeakMap<Variable, Map<string, Variable>>();

  get(variable: Variable, name: string): Variable | undefined {
    return this.#slots.get(variable)?.get(name);
  }

  /** What is kept under a name; first, a copy of what `initial` gives. */
  make(variable: Variable, name: string, initial: () => Tensor): Variable {
    const known = this.get(variable, name);
    if (known) return known;
    const made = scope(() => new Variable(initial(), { name: `${variable.name}/${name}`, trainable: false }));
    const slots = this.#slots.get(variable) ?? new Map<string, Variable>();
    this.#slots.set(variable, slots.set(name, made));
    return made;
  }

  drop(variable: Variable, name: string): void {
    this.get(variable, name)?.dispose();
    this.#slots.get(variable)?.delete(name);
  }

  /** Copies of what is kept for these weights. */
  copy(weights: ReadonlyMap<string, Variable>): Map<string, Tensor> {
    const copies = new Map<string, Tensor>();
    for (const [key, weight] of weights) {
      for (const [name, slot] of this.#slots.get(weight) ?? []) copies.set(`${key}/${name}`, slot.clone());
    }
    return copies;
  }

  /**
   * Takes what `copy` gave; what is kept for weights that it says nothing of is forgotten. `together` are the names that a
   * weight has all or none of, `alone` those that it may have besides.
   * @throws {FormatError} if something is missing, unexpected or of another shape; nothing has changed then.
   */
  restore(
    weights: ReadonlyMap<string, Variable>,
    tensors: ReadonlyMap<string, Tensor>,
    together: readonly string[],
    alone: readonly string[],
  ): void {
    const expected = new Set<string>();
    const missing: string[] = [];
    const different: string[] = [];
    for (const [key, weight] of weights) {
      const has = (name: string) => tensors.has(`${key}/${name}`);
      if (together.some(has)) missing.push(...together.filter((name) => !has(name)).map((name) => `${key}/${name}`));
      for (const path of [...together, ...alone].map((name) => `${key}/${name}`)) {
        expected.add(path);
        const found = tensors.get(path);
        if (found && !(sameShape(found.shape, weight.shape) && found.dtype === weight.dtype))
          different.push(
            `${path} (${weight.dtype} ${formatShape(weight.shape)}, in the state ${found.dtype} ${formatShape(found.shape)})`,
          );
      }
    }
    const unexpected = [...tensors.keys()].filter((path) => !expected.has(path));
    const problems = Object.entries({ missing, unexpected, 'of another shape': different })
      .filter(([, paths]) => paths.length > 0)
      .map(([what, paths]) => `${what}: ${paths.join(', ')}`);
    if (problems.length > 0)
      throw new FormatError(`the state does not fit, and nothing is changed; ${problems.join('; ')}`);
    for (const [key, weight] of weights) {
      for (const name of this.#slots.get(weight)?.keys() ?? []) this.drop(weight, name);
      for (const name of [...together, ...alone]) {
        const value = tensors.get(`${key}/${name}`);
        if (value) this.make(weight, name, () => value);
      }
    }
  }
}
