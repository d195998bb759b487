import type { Shape, Tensor } from '@striate/tensor';
import { lookUp } from '../config/names';
import { constant, identity, ones, orthogonal, zeros } from './constant';
import { randomNormal, randomUniform, truncatedNormal } from './random';
import {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} from './varianceScaling';

/** Gives a weight its first values. */
export type Initializer = (shape: Shape) => Tensor;

/** The factories that a name can stand for. */
export const initializersByName = {
  zeros,
  ones,
  constant,
  identity,
  orthogonal,
  randomNormal,
  randomUniform,
  truncatedNormal,
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  lecunNormal,
  lecunUniform,
  varianceScaling,
} satisfies Record<string, () => Initializer>;

export type InitializerName = keyof typeof initializersByName;

/** An initializer, or the name of one with its defaults. */
export type InitializerLike = InitializerName | Initializer;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveInitializer(like: InitializerLike): Initializer {
  if (typeof like === 'function') return like;
  return lookUp<() => Initializer>(initializersByName, like, 'initializer')();
}
