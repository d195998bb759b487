import { ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames } from '../unknownName';
import { type ClassLabels, classesOf } from './classes';
import { drawParts, generatorFor, rowsOf, type SplitOf } from './draw';
import { countRows, type Rows } from './takeRows';

/** Options of `stratifiedSplit`. */
export interface StratifiedSplitOptions {
  /** The parts of the whole, with a sum of 1: `[0.8, 0.1, 0.1]`. */
  readonly fractions?: readonly number[];
  /** Short for `fractions: [1 - testSize, testSize]`. Default 0.25. */
  readonly testSize?: number;
  /** The class of each example. Default: the array `y`. */
  readonly labels?: ClassLabels;
  /** The same seed gives the same split. Default: drawn from the shared generator, and so fixed by `seed()`. */
  readonly seed?: number;
}

const names: OptionNames<StratifiedSplitOptions> = { fractions: true, testSize: true, labels: true, seed: true };

/**
 * Splits examples at random into parts that each have every class in the same proportion: as many parts as there are fractions.
 *
 * @param arrays an object of arrays whose first axis counts examples, `y` among them; or any arrays, or a number of examples
 * (which gives indices), with `labels`.
 * @throws {ValueError} if the fractions do not sum to 1, a class has one example only, or a part is too small for all classes.
 * @throws {ShapeError} if the arrays differ in their number of examples.
 *
 * @example
 * const [train, validation, test] = stratifiedSplit({ x: texts, y: labels }, { fractions: [0.8, 0.1, 0.1], seed: 1 });
 */
export function stratifiedSplit<A extends number | Rows<A>>(
  arrays: A,
  options: StratifiedSplitOptions = {},
): SplitOf<A>[] {
  const { testSize = 0.25, fractions = [1 - testSize, testSize], labels = true, seed } = options;
  const who = 'stratifiedSplit';
  checkOptions(options, names, who);
  if (options.fractions && options.testSize !== undefined) {
    throw new ValueError(`${who}: give either fractions or testSize, not both`);
  }
  const count = typeof arrays === 'number' ? arrays : countRows(arrays, who);
  const classes = classesOf(labels, arrays, count, who);
  const parts = drawParts(classes, partSizes(fractions, count), generatorFor(seed), who);
  return parts.map((part) => rowsOf(arrays, part));
}

/** All but the first are rounded up, as a test is; the first has the rest. */
function partSizes(fractions: readonly number[], count: number): number[] {
  const sum = fractions.reduce((total, fraction) => total + fraction, 0);
  if (fractions.length < 2 || !fractions.every((fraction) => fraction > 0) || Math.abs(sum - 1) > 1e-6) {
    throw new ValueError(
      `stratifiedSplit: fractions are two or more parts above 0 with sum 1, got [${fractions.join(', ')}]`,
    );
  }
  // A hair less, or 0.1 * 30 = 3.0000000000000004 would round up to 4.
  const others = fractions.slice(1).map((fraction) => Math.ceil(fraction * count - 1e-9));
  const first = count - others.reduce((total, size) => total + size, 0);
  if (first < 1) throw new ValueError(`stratifiedSplit: ${count} examples are too few for [${fractions.join(', ')}]`);
  return [first, ...others];
}
