import { type Shape, type Tensor, ValueError } from '@striate/tensor';
import { identity, ones, orthogonal, zeros } from './constant';
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

const byName = {
  zeros,
  ones,
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

export type InitializerName = keyof typeof byName;

/** An initializer, or the name of one with its defaults. */
export type InitializerLike = InitializerName | Initializer;

/** @throws {ValueError} for a name that stands for nothing, listing those that do. */
export function resolveInitializer(like: InitializerLike): Initializer {
  if (typeof like === 'function') return like;
  if (Object.hasOwn(byName, like)) return byName[like]();
  throw new ValueError(`initializer '${like}' is not known. There are ${Object.keys(byName).join(', ')}`);
}
