import { recordOn, Tape } from './tape';
import type { Tensor } from './tensor';

/** One op that ran. */
export interface OpCall {
  readonly op: { readonly name: string };
  readonly inputs: readonly Tensor[];
  readonly output: Tensor;
  readonly params: unknown;
}

/**
 * Runs `body` and notes, in order, the ops whose result depends on `sources`; the list grows as it goes. With tensors of
 * `metaTensor` that costs no arithmetic: it is how a model is analysed.
 *
 * @example
 * const x = metaTensor([1, 28, 28, 1]);
 * traceOps([x], (ops) => {
 *   net.run(x);
 *   return ops.map(({ op, output }) => `${op.name} ${output.shape}`);
 * });
 */
export function traceOps<T>(sources: readonly Tensor[], body: (ops: readonly OpCall[]) => T): T {
  const tape = new Tape(sources);
  return recordOn(tape, () => body(tape.entries));
}
