/** An element of a pass by its index: at once, or a promise where a map on the way is asynchronous. */
export type Access<T> = (index: number) => T | Promise<T>;

/**
 * One step of a pipeline. Elements move from stage to stage, and with them the duty to free the tensors in them:
 * a stage that drops an element, or replaces it, releases it.
 */
export interface Stage<T> {
  /** Elements in a pass: `Infinity` when it never ends, `undefined` when nobody knows. */
  readonly length: number | undefined;
  /** Places whose bare numbers come from float32 arrays, and stay float32 in a batch. */
  readonly floats: readonly string[];
  /** A pass from the first element on. Everything random in it follows from `epoch`. */
  open(epoch: number): AsyncGenerator<T, void, undefined>;
  /** The same pass in any order, where the source allows it: a shuffle then moves indices, not elements. */
  readonly access?: (epoch: number) => Promise<Access<T>>;
}

/** A stage over elements that can be had by index. */
export function fromAccess<T>(
  length: number,
  access: (epoch: number) => Promise<Access<T>>,
  floats: readonly string[] = [],
): Stage<T> {
  return {
    length,
    floats,
    access,
    async *open(epoch) {
      const get = await access(epoch);
      for (let i = 0; i < length; i++) yield get(i);
    },
  };
}
