import { ValueError } from '@striate/tensor';
import { checkOptions, type OptionNames } from '../unknownName';
import { classesOf, type Stratify } from './classes';
import { checkCount, drawParts, generatorFor, rowsOf, type SplitOf } from './draw';
import { countRows, type Rows } from './takeRows';

/** Options of `trainTestSplit`. */
export interface TrainTestSplitOptions {
  /** A part of the whole (below 1, rounded up) or a number of examples. Default: what `trainSize` leaves, or 0.25. */
  readonly testSize?: number;
  /** A part of the whole (below 1, rounded down) or a number of examples. Default: what `testSize` leaves. */
  readonly trainSize?: number;
  /** Whether the examples are mixed first; without, the last ones are the test. Default true. */
  readonly shuffle?: boolean;
  /** Keeps the part each class has: `true` for those of `y`, or the class of each example. Default false. */
  readonly stratify?: Stratify;
  /** The same seed gives the same split. Default: drawn from the shared generator, and so fixed by `seed()`. */
  readonly seed?: number;
}

const names: OptionNames<TrainTestSplitOptions> = {
  testSize: true,
  trainSize: true,
  shuffle: true,
  stratify: true,
  seed: true,
};

/** Examples to learn from and examples to judge by. */
export interface TrainTest<T> {
  readonly train: T;
  readonly test: T;
}

/**
 * Splits examples at random in two (scikit-learn's `train_test_split`): arrays whose first axis counts them, or an object of
 * such, or their number, which gives indices.
 *
 * @throws {ValueError} for sizes that are not between 0 and the whole, or leave a part empty; where a class has one example only.
 * @throws {ShapeError} if the arrays differ in their number of examples.
 *
 * @example
 * const { train, test } = trainTestSplit({ x: texts, y: labels }, { testSize: 0.1, stratify: true, seed: 1 });
 * trainTestSplit(10, { shuffle: false }); // { train: Int32Array [0 … 6], test: Int32Array [7, 8, 9] }
 */
export function trainTestSplit<A extends number | Rows<A>>(
  arrays: A,
  options: TrainTestSplitOptions = {},
): TrainTest<SplitOf<A>> {
  const { shuffle = true, stratify = false, seed } = options;
  const who = 'trainTestSplit';
  checkOptions(options, names, who);
  const count = typeof arrays === 'number' ? checkCount(arrays, who) : countRows(arrays, who);
  const [train, test] = sizes(count, options);
  if (!shuffle) {
    if (stratify !== false)
      throw new ValueError(`${who}: stratify mixes the examples; it does not go with shuffle: false`);
    const all = Array.from({ length: count }, (_, i) => i);
    return { train: rowsOf(arrays, all.slice(0, train)), test: rowsOf(arrays, all.slice(train, train + test)) };
  }
  const classes = classesOf(stratify, arrays, count, who);
  const [first, second] = drawParts(classes, [train, test], generatorFor(seed), who);
  return { train: rowsOf(arrays, first), test: rowsOf(arrays, second) };
}

function sizes(count: number, { trainSize, testSize }: TrainTestSplitOptions): [number, number] {
  const given = { trainSize: sizeOf('trainSize', trainSize, count), testSize: sizeOf('testSize', testSize, count) };
  const test = given.testSize ?? (given.trainSize === undefined ? Math.ceil(count / 4) : count - given.trainSize);
  const train = given.trainSize ?? count - test;
  if (train < 1 || test < 1 || train + test > count) {
    throw new ValueError(
      `trainTestSplit: ${count} examples do not split into ${train} to train and ${test} to test (trainSize ${trainSize}, testSize ${testSize})`,
    );
  }
  return [train, test];
}

function sizeOf(option: 'trainSize' | 'testSize', size: number | undefined, count: number): number | undefined {
  if (size === undefined) return undefined;
  if (Number.isInteger(size) && size > 0) return size;
  if (!(size > 0 && size < 1)) {
    throw new ValueError(`trainTestSplit: ${option} ${size} is neither between 0 and 1 nor a whole number of examples`);
  }
  return option === 'testSize' ? Math.ceil(size * count) : Math.floor(size * count);
}
