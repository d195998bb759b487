import { lookUp } from '../config/names';
import { adadelta } from './Adadelta';
import { adagrad } from './Adagrad';
import { adam } from './Adam';
import { adamax } from './Adamax';
import { adamW } from './AdamW';
import { nadam } from './Nadam';
import { Optimizer } from './Optimizer';
import { rmsprop } from './RMSprop';
import { sgd } from './SGD';

/** The factories that a name can stand for. */
export const optimizersByName = {
  sgd,
  rmsprop,
  adagrad,
  adadelta,
  adam,
  adamW,
  adamax,
  nadam,
} satisfies Record<string, () => Optimizer>;

export type OptimizerName = keyof typeof optimizersByName;

/** An optimizer, or the name of one with its defaults. */
export type OptimizerLike = OptimizerName | Optimizer;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveOptimizer(like: OptimizerLike): Optimizer {
  if (like instanceof Optimizer) return like;
  return lookUp<() => Optimizer>(optimizersByName, like, 'optimizer')();
}
