import { StriateError, scope, sizeOf, Variable } from '@striate/tensor';
import { resolveConstraint } from './constraints/constraints';
import { resolveInitializer } from './initializers/resolveInitializer';
import type { WeightOptions } from './LayerOptions';
import { resolveRegularizer } from './regularizers/regularizers';

let valueless = false;
/** Values that the weights may still have. */
let room = Number.POSITIVE_INFINITY;

/**
 * What `build` returns, with zeros for all weights that it makes: for those that are about to be read from a file. Large networks
 * are there at once, and no random number is drawn. `most` is the number of values that they may have in all: a description from
 * somewhere asks for no more memory than the file with the values has.
 *
 * @throws {StriateError} if there would be more.
 *
 * @example
 * const net = withoutValues(() => modelFromJson(json));
 * await net.loadWeights('net.safetensors');
 */
export function withoutValues<T>(build: () => T, most = Number.POSITIVE_INFINITY): T {
  const before = [valueless, room] as const;
  [valueless, room] = [true, most];
  try {
    return build();
  } finally {
    [valueless, room] = before;
  }
}

/** A weight with its first values and its rules. */
export function makeWeight({
  name,
  shape,
  initializer = 'glorotUniform',
  trainable = true,
  ...rules
}: WeightOptions): Variable {
  room -= sizeOf(shape);
  if (!(room >= 0)) throw new StriateError(`weight '${name}' of ${shape} has more values than the file`);
  const initialize = resolveInitializer(valueless ? 'zeros' : initializer);
  const regularizer = rules.regularizer && resolveRegularizer(rules.regularizer);
  const constraint = rules.constraint && resolveConstraint(rules.constraint);
  return scope(() => new Variable(initialize(shape), { name, trainable, regularizer, constraint }));
}
