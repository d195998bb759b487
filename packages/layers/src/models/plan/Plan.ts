import { release, type Tensor } from '@striate/tensor';
import { within } from '../../calls';
import { inPhase } from '../../phase';

/** Something that takes the values of some slots and gives those of others. */
export interface Step {
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  run(inputs: readonly Tensor[]): readonly Tensor[];
}

/** Steps in order, each with the slots whose values nothing after it needs. */
export class Plan {
  readonly #steps: readonly (Step & { readonly spent: readonly number[] })[];
  readonly #inputs: readonly number[];
  readonly #outputs: readonly number[];

  constructor(steps: readonly Step[], inputs: readonly number[], outputs: readonly number[]) {
    const needed = new Set(outputs);
    this.#steps = steps
      .toReversed()
      .map((step) => {
        const spent = [...new Set([...step.inputs, ...step.outputs])].filter((slot) => !needed.has(slot));
        for (const slot of spent) needed.add(slot);
        return { ...step, spent };
      })
      .reverse();
    this.#inputs = inputs;
    this.#outputs = outputs;
  }

  /** The outputs. Whatever else is made is freed at its last use, or at the end of the scope around the call. */
  run(given: readonly Tensor[]): Tensor[] {
    return within(() => inPhase(false, () => this.#run(given)));
  }

  #run(given: readonly Tensor[]): Tensor[] {
    const values: (Tensor | undefined)[] = [];
    this.#inputs.forEach((slot, i) => {
      values[slot] = given[i];
    });
    for (const step of this.#steps) {
      const made = step.run(step.inputs.map((slot) => values[slot]!));
      step.outputs.forEach((slot, i) => {
        values[slot] = made[i];
      });
      for (const slot of step.spent) {
        const value = values[slot]!;
        values[slot] = undefined;
        // A layer that passes its input on puts one tensor into two slots.
        if (!given.includes(value) && !values.includes(value)) release(value);
      }
    }
    return this.#outputs.map((slot) => values[slot]!);
  }
}
