import { ValueError } from '@striate/tensor';
import { type Batched, release } from './example';
import { type BatchOptions, batchStage } from './stages/batch';
import { type Arrays, type ExampleOf, fromArraysStage } from './stages/fromArrays';
import { fromGeneratorStage } from './stages/fromGenerator';
import { type MapFunction, mapStage } from './stages/map';
import { repeatStage, skipStage, takeStage } from './stages/range';
import { type ShuffleOptions, shuffleStage } from './stages/shuffle';
import type { Stage } from './stages/stage';

/** Options of `Dataset.fromGenerator`. */
export interface FromGeneratorOptions {
  /** How many elements a pass yields, if known: progress bars and shuffles without a buffer size want it. */
  readonly length?: number;
}

/**
 * A lazy pipeline of examples that can be gone through any number of times with `for await`.
 *
 * Every method returns a new data set and leaves this one as it is; nothing runs before a pass begins. Up to `batch`,
 * elements are plain host values (see `Example`) and no tensor is made per example. `batch` stacks them into tensors.
 *
 * **Memory.** The tensors of a batch belong to the pass: they are freed when the next batch is asked for, and when the
 * pass ends or is left. A plain `for await` therefore runs in flat memory. To hold on to a tensor, take a
 * `clone(batch.x)`, which shares its memory; or collect batches with `toArray()`, whose tensors are yours.
 *
 * **Order.** A pass follows from the seeds of its shuffles and from `epoch`, the number of passes begun, and from
 * nothing else. Setting `epoch` back gives the same pass again.
 *
 * @example
 * const train = Dataset.fromArrays({ x: { data: pixels, shape: [8000, 28, 28, 1] }, y: labels })
 *   .shuffle({ seed: 42 })
 *   .map(({ x, y }) => ({ x: rescale(x), y }))
 *   .batch(32);
 * for await (const { x, y } of train) console.log(x.shape, y.dtype); // [32,28,28,1] int32, 250 times
 */
export class Dataset<T> implements AsyncIterable<T> {
  readonly #stage: Stage<T>;
  #epoch = 0;

  private constructor(stage: Stage<T>) {
    this.#stage = stage;
  }

  /**
   * Examples from arrays whose first axis counts them: typed arrays, `{ data, shape }`, tensors, lists, or an object
   * (nested at will) of these.
   *
   * An example of a typed array is a number; of `{ data, shape }` or a tensor, the row as `{ data, shape }`, a view that
   * is not to be written to; of a list, its element.
   *
   * @throws {ShapeError} if the first axes differ, or values do not fill their shape.
   *
   * @example
   * Dataset.fromArrays({ x: [[0, 0], [0, 1], [1, 0], [1, 1]], y: [0, 1, 1, 0] }).length; // 4
   */
  static fromArrays<A extends Arrays>(arrays: A): Dataset<ExampleOf<A>> {
    return new Dataset(fromArraysStage(arrays));
  }

  /**
   * Examples from a generator, synchronous or not. `make` is called once for each pass.
   *
   * Tensors it yields belong to the pass, as those of `batch` do.
   *
   * @example
   * const squares = Dataset.fromGenerator(function* () {
   *   for (let i = 0; i < 100; i++) yield { x: [i], y: i * i };
   * });
   */
  static fromGenerator<T>(make: () => Iterable<T> | AsyncIterable<T>, options: FromGeneratorOptions = {}): Dataset<T> {
    const { length } = options;
    if (length !== undefined && !(length >= 0)) throw new ValueError(`fromGenerator: length ${length} is not >= 0`);
    return new Dataset(fromGeneratorStage(make, length));
  }

  /** Elements in a pass: `Infinity` for an endless one, `undefined` when nobody knows. */
  get length(): number | undefined {
    return this.#stage.length;
  }

  /** Passes begun so far; the next one draws its order from this number. Set it to resume where a checkpoint left off. */
  get epoch(): number {
    return this.#epoch;
  }

  set epoch(epoch: number) {
    if (!Number.isSafeInteger(epoch) || epoch < 0) throw new ValueError(`epoch: ${epoch} is not a whole number >= 0`);
    this.#epoch = epoch;
  }

  /**
   * Every element through `fn(element, index)`, which may be asynchronous before `batch`.
   *
   * After `batch` it is given tensors and must be synchronous; what it makes and does not return is freed. Arithmetic on
   * whole batches is the backend's, and so faster: `map(({ x, y }) => ({ x: mul(x, 1 / 255), y }))`.
   *
   * @throws {StriateError} if `fn` throws: names the element's index, and has the error as its `cause`.
   *
   * @example
   * dataset.map(({ x, y }) => ({ x: rescale(x), y }));
   */
  map<U>(fn: MapFunction<T, U>): Dataset<U> {
    return new Dataset(mapStage(this.#stage, fn));
  }

  /**
   * Stacks `size` elements at a time, leaf by leaf, into tensors with a new first axis.
   *
   * Typed arrays and `{ data, shape }` keep their dtype. Arrays of numbers become float32, as in `tensor()`. Bare numbers
   * become int32 while they are whole (labels), and float32 from the first fraction in a pass on, or where they come from
   * a `Float32Array`. Booleans become bool.
   *
   * @throws {ShapeError} if elements differ in structure or shape: names the element and the place in it.
   * @throws {DTypeError} if a leaf is nothing a tensor can hold.
   *
   * @example
   * Dataset.fromArrays({ y: [1, 2, 3, 4, 5] }).batch(2).length;                          // 3
   * Dataset.fromArrays({ y: [1, 2, 3, 4, 5] }).batch(2, { dropRemainder: true }).length; // 2
   */
  batch(size: number, options?: BatchOptions): Dataset<Batched<T>> {
    return new Dataset(batchStage(this.#stage, size, options));
  }

  /**
   * The elements in random order, another one each pass.
   *
   * Without `bufferSize` every order is equally likely; arrays are shuffled by index, whatever is mapped before or after.
   * With it, each element is drawn from a window of that many, which is all a stream of unknown length allows.
   *
   * @throws {ValueError} if neither the length nor a `bufferSize` is known.
   *
   * @example
   * dataset.shuffle({ seed: 42 }).batch(32);
   */
  shuffle(options?: ShuffleOptions): Dataset<T> {
    return new Dataset(shuffleStage(this.#stage, options));
  }

  /** The first `count` elements. */
  take(count: number): Dataset<T> {
    return new Dataset(takeStage(this.#stage, count));
  }

  /** All but the first `count` elements. */
  skip(count: number): Dataset<T> {
    return new Dataset(skipStage(this.#stage, count));
  }

  /** The elements `count` times over, endlessly by default. A shuffle before it gives each round its own order. */
  repeat(count: number = Number.POSITIVE_INFINITY): Dataset<T> {
    return new Dataset(repeatStage(this.#stage, count));
  }

  /**
   * All elements of one pass. Tensors among them are yours, and live as any other tensor does.
   *
   * @throws {ValueError} if the pass never ends.
   */
  async toArray(): Promise<T[]> {
    if (this.length === Number.POSITIVE_INFINITY)
      throw new ValueError('toArray: the data set never ends; take(n) of it does');
    const elements: T[] = [];
    try {
      for await (const element of this.#stage.open(this.#epoch++)) elements.push(element);
    } catch (error) {
      release(elements);
      throw error;
    }
    return elements;
  }

  /** One pass. What it yields is freed when the next element is asked for or the pass is left. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return freeing(this.#stage.open(this.#epoch++));
  }
}

async function* freeing<T>(pass: AsyncGenerator<T, void, undefined>): AsyncGenerator<T, void, undefined> {
  for await (const element of pass) {
    try {
      yield element;
    } finally {
      release(element);
    }
  }
}
