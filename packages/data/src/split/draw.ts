import { Generator, sharedGenerator, ValueError } from '@striate/tensor';
import type { Arrays } from '../stages/fromArrays';
import type { Classes } from './classes';
import { shareOut } from './shareOut';
import { type Rows, takeRows } from './takeRows';

/** What a number of examples is split into: their indices. */
export type SplitOf<A> = A extends number ? Int32Array : A;

export function generatorFor(seed: number | undefined): Generator {
  return seed === undefined ? sharedGenerator().fork() : new Generator(seed);
}

/** The examples themselves, or of a number of examples the indices. */
export function rowsOf<A extends number | Rows<A>>(arrays: A, indices: ArrayLike<number>): SplitOf<A> {
  const rows = typeof arrays === 'number' ? Int32Array.from(indices) : takeRows(arrays as Arrays, indices);
  return rows as SplitOf<A>;
}

/** @throws {ValueError} for a number of examples that is none. */
export function checkCount(count: number, who: string): number {
  if (Number.isInteger(count) && count >= 0) return count;
  throw new ValueError(`${who}: ${count} is not a number of examples`);
}

/**
 * Draws disjoint parts of these sizes, every class in each by its part of the whole, in random order.
 *
 * @throws {ValueError} where a class has too few examples to be in more than one part, or a part is too small for all classes.
 */
export function drawParts(classes: Classes, sizes: readonly number[], generator: Generator, who: string): number[][] {
  if (classes.length > 1) {
    const least = Math.min(...classes.map(({ length }) => length));
    if (least < 2) throw new ValueError(`${who}: a class has ${least} example only; stratifying needs 2 of each`);
    const small = sizes.find((size) => size < classes.length);
    if (small !== undefined) {
      throw new ValueError(`${who}: a part of ${small} examples is too small for the ${classes.length} classes`);
    }
  }
  const left = classes.map((members) => Array.from(generator.permutation(members.length), (i) => members[i]));
  return sizes.map((size) => {
    const shares = shareOut(
      left.map(({ length }) => length),
      size,
      generator,
    );
    const drawn = left.flatMap((members, i) => members.splice(0, shares[i]));
    return Array.from(generator.permutation(drawn.length), (i) => drawn[i]);
  });
}
