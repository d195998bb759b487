import { ValueError } from '@striate/tensor';
import { adam } from './Adam';
import { Optimizer } from './Optimizer';
import { sgd } from './SGD';

const byName = { sgd, adam } satisfies Record<string, () => Optimizer>;

export type OptimizerName = keyof typeof byName;

/** An optimizer, or the name of one with its defaults. */
export type OptimizerLike = OptimizerName | Optimizer;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveOptimizer(like: OptimizerLike): Optimizer {
  if (like instanceof Optimizer) return like;
  if (Object.hasOwn(byName, like)) return byName[like]();
  throw new ValueError(`optimizer '${like}' is not known. There are ${Object.keys(byName).join(', ')}`);
}
