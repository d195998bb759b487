import { scope, Variable } from '@striate/tensor';
import { resolveConstraint } from './constraints/constraints';
import { resolveInitializer } from './initializers/resolveInitializer';
import type { WeightOptions } from './LayerOptions';
import { resolveRegularizer } from './regularizers/regularizers';

/** A weight with its first values and its rules. */
export function makeWeight({
  name,
  shape,
  initializer = 'glorotUniform',
  trainable = true,
  ...rules
}: WeightOptions): Variable {
  const initialize = resolveInitializer(initializer);
  const regularizer = rules.regularizer && resolveRegularizer(rules.regularizer);
  const constraint = rules.constraint && resolveConstraint(rules.constraint);
  return scope(() => new Variable(initialize(shape), { name, trainable, regularizer, constraint }));
}
