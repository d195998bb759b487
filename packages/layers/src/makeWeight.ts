import { scope, Variable } from '@striate/tensor';
import { resolveConstraint } from './constraints/constraints';
import { resolveInitializer } from './initializers/resolveInitializer';
import type { WeightOptions } from './LayerOptions';
import { resolveRegularizer } from './regularizers/regularizers';

let valueless = false;

/**
 * What `build` returns, with zeros for all weights that it makes: for those that are about to be read from a file. Large networks
 * are there at once, and no random number is drawn.
 *
 * @example
 * const net = withoutValues(() => modelFromJson(json));
 * await net.loadWeights('net.safetensors');
 */
export function withoutValues<T>(build: () => T): T {
  const before = valueless;
  valueless = true;
  try {
    return build();
  } finally {
    valueless = before;
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
  const initialize = resolveInitializer(valueless ? 'zeros' : initializer);
  const regularizer = rules.regularizer && resolveRegularizer(rules.regularizer);
  const constraint = rules.constraint && resolveConstraint(rules.constraint);
  return scope(() => new Variable(initialize(shape), { name, trainable, regularizer, constraint }));
}
