import fc from 'fast-check';
import type { Case } from '../case';
import { hasGradient } from '../case';
import { checkForward, checkGradient } from '../checks';

/** Cases by chance: each that fast-check comes up with is checked like a written one. */
export interface Property {
  readonly name: string;
  readonly runs: number;
  readonly cases: fc.Arbitrary<readonly Case[]>;
}

/** The same cases on every machine and every backend. */
const seed = 20120904;

export async function checkProperty({ cases, runs }: Property, looseness = 1): Promise<void> {
  const property = fc.asyncProperty(cases, async (list) => {
    for (const each of list) {
      await checkForward(each, looseness);
      if (hasGradient(each)) await checkGradient(each, looseness);
    }
  });
  await fc.assert(property, { seed, numRuns: runs, endOnFailure: true });
}

/** A size from `low` to `high`. */
export const size = (low: number, high: number) => fc.integer({ min: low, max: high });
export const sizes = (low: number, high: number) => fc.tuple(size(low, high), size(low, high));
/** What the case's random values come from. */
export const seeds = fc.integer({ min: 1, max: 1_000_000 });
