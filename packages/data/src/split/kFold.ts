import { ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames } from '../unknownName';
import { type Classes, classesOf, type Stratify } from './classes';
import { checkCount, generatorFor, rowsOf, type SplitOf } from './draw';
import { countRows, type Rows } from './takeRows';
import type { TrainTest } from './trainTestSplit';

/** Options of `kFold`. */
export interface KFoldOptions {
  /** Number of folds. Default 5. */
  readonly k?: number;
  /** Whether the examples are mixed first. Default: if there is a seed. */
  readonly shuffle?: boolean;
  /** The same seed gives the same folds. */
  readonly seed?: number;
  /** Keeps the part each class has: `true` for those of `y`, or the class of each example. Default false. */
  readonly stratified?: Stratify;
}

const names: OptionNames<KFoldOptions> = { k: true, shuffle: true, seed: true, stratified: true };

/**
 * Splits examples into `k` folds of (nearly) one size, and gives each of them once as the test, with the others to train on
 * (scikit-learn's `KFold` and `StratifiedKFold`): arrays whose first axis counts examples, or an object of such, or their
 * number, which gives indices. Both parts keep the order the examples have.
 *
 * Each pair is made when the loop comes to it.
 *
 * @throws {ValueError} unless `k` is from 2 to the number of examples, or of those of the smallest class if stratified.
 * @throws {ShapeError} if the arrays differ in their number of examples.
 *
 * @example
 * for (const { train, test } of kFold({ x: texts, y: labels }, { k: 10, stratified: true, seed: 1 })) {
 *   train.x.length; // nine tenths
 * }
 * [...kFold(5, { k: 2 })]; // [{ train: [3, 4], test: [0, 1, 2] }, { train: [0, 1, 2], test: [3, 4] }]
 */
export function kFold<A extends number | Rows<A>>(
  arrays: A,
  options: KFoldOptions = {},
): Iterable<TrainTest<SplitOf<A>>> {
  checkOptions(options, names, 'kFold');
  const { k = 5, seed, shuffle = seed !== undefined, stratified = false } = options;
  const count = typeof arrays === 'number' ? checkCount(arrays, 'kFold') : countRows(arrays, 'kFold');
  if (seed !== undefined && !shuffle) throw new ValueError(`kFold: seed ${seed} does nothing with shuffle: false`);
  const classes = classesOf(stratified, arrays, count, 'kFold');
  const least = Math.min(...classes.map(({ length }) => length));
  if (!Number.isInteger(k) || k < 2 || k > least) {
    const what = stratified === false ? 'examples' : 'examples of the smallest class';
    throw new ValueError(`kFold: k ${k} is not a whole number from 2 to ${least}, the number of ${what}`);
  }
  const folds = shuffle ? mixed(classes, k, count, seed) : inOrder(classes, k, count);
  return {
    *[Symbol.iterator]() {
      for (let fold = 0; fold < k; fold++) {
        const indices = Array.from({ length: count }, (_, i) => i);
        yield {
          train: rowsOf(
            arrays,
            indices.filter((i) => folds[i] !== fold),
          ),
          test: rowsOf(
            arrays,
            indices.filter((i) => folds[i] === fold),
          ),
        };
      }
    },
  };
}

/** The fold of each example: those of a class one fold after the other. */
function inOrder(classes: Classes, k: number, count: number): Int32Array {
  const folds = new Int32Array(count);
  let dealt = 0;
  for (const members of classes) {
    // Sorted by class, every k-th example goes to the same fold: how many of this class that are.
    const sizes = new Int32Array(k);
    for (let i = 0; i < members.length; i++) sizes[dealt++ % k]++;
    let next = 0;
    sizes.forEach((size, fold) => {
      for (let i = 0; i < size; i++) folds[members[next++]] = fold;
    });
  }
  return folds;
}

function mixed(classes: Classes, k: number, count: number, seed: number | undefined): Int32Array {
  const generator = generatorFor(seed);
  const shuffled = classes.map((members) => Array.from(generator.permutation(members.length), (i) => members[i]));
  return inOrder(shuffled, k, count);
}
