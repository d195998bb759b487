import { StriateError, ValueError } from '@striate/tensor';
import { type Batched, release } from './example';
import { type DatasetPosition, Passes } from './Passes';
import type { MapModule } from './parallel/taskOf';
import { type BatchOptions, batchStage } from './stages/batch';
import { cacheStage } from './stages/cache';
import { columns, concatStage, zipStage } from './stages/combine';
import { type FilterFunction, filterStage } from './stages/filter';
import { type Arrays, type ExampleOf, fromArraysStage } from './stages/fromArrays';
import { fromGeneratorStage } from './stages/fromGenerator';
import { type MapFunction, type MapOptions, mapStage } from './stages/map';
import { prefetchStage } from './stages/prefetch';
import { repeatStage, skipStage, takeStage } from './stages/range';
import { type ShuffleOptions, shuffleStage } from './stages/shuffle';
import type { Stage } from './stages/stage';
import { unbatchStage } from './stages/unbatch';

/** Options of `Dataset.fromGenerator`. */
export interface FromGeneratorOptions {
  /** How many elements a pass yields, if known: progress bars and shuffles without a buffer size want it. It is held to it. */
  readonly length?: number;
}

/** Data sets that `Dataset.zip` puts side by side: a list or an object of them. */
export type Zippable = readonly Dataset<unknown>[] | { readonly [key: string]: Dataset<unknown> };

/** An element of zipped data sets. */
export type Zipped<D> = { -readonly [K in keyof D]: D[K] extends Dataset<infer T> ? T : never };

/**
 * A lazy pipeline of examples that can be gone through any number of times with `for await`.
 *
 * Every method returns a new data set and leaves this one as it is; nothing runs before a pass begins. Up to `batch`,
 * elements are plain host values (see `Example`) and no tensor is made per example. `batch` stacks them into tensors.
 *
 * **Memory.** The tensors of a batch belong to the pass: they are freed when the next batch is asked for, and when the
 * pass ends or is left. A plain `for await` therefore runs in flat memory. To hold on to a tensor, `keep(batch.x)`; or
 * collect batches with `toArray()`, whose tensors are yours.
 *
 * **Order.** A pass follows from the seeds of its shuffles and from `epoch`, the number of passes begun, and from
 * nothing else. Setting `epoch` back gives the same pass again, and setting `position` the rest of one.
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
  readonly #passes: Passes<T>;

  private constructor(stage: Stage<T>) {
    this.#stage = stage;
    this.#passes = new Passes(stage);
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

  /** Passes begun so far; the next one draws its order from this number. */
  get epoch(): number {
    return this.#passes.epoch;
  }

  set epoch(epoch: number) {
    this.#passes.position = { epoch, index: 0 };
  }

  /**
   * During a pass, where it stands: behind the last element it handed out. Otherwise, where the next pass
   * begins: of a pass that was left nothing is remembered, so read it within the loop.
   *
   * Set it, and the next pass gives exactly the elements that were still to come, also in another run of the program with
   * the same pipeline; those after it begin at the beginning. What is shuffled by index (see `shuffle`) is not even read up to
   * there, nor mapped; streams are gone through, and the functions of filters called.
   *
   * @throws {ValueError} if it is no position of this pipeline.
   *
   * @example
   * let checkpoint = '';
   * for await (const { x, y } of train) {
   *   checkpoint = JSON.stringify(train.position); // { epoch: 0, index: 1, seeds: [42] }, after the first batch
   *   break;
   * }
   * train.position = JSON.parse(checkpoint); // the next pass begins with the second batch
   */
  get position(): DatasetPosition {
    return this.#passes.position;
  }

  set position(position: DatasetPosition) {
    this.#passes.position = position;
  }

  /**
   * Every element through `fn(element, index, { epoch })`, which may be asynchronous before `batch`. The order stays as it
   * is, however many calls there are at a time.
   *
   * - `concurrency`: calls of an asynchronous function on this thread at the same time.
   * - `parallel`: worker threads that call the function, on copies of host values. A function has nothing there but its own
   *   text and the values in `context`; or name one that imports what it needs: `{ module, name }`. Where workers cannot
   *   start, a warning says so, and the calls are made here.
   *
   * Both run ahead of who takes the elements by as many as are in the making, and no further (see `prefetch`).
   *
   * After `batch` a function is given tensors and must be synchronous; what it makes and does not return is freed. Arithmetic
   * on whole batches is the backend's, and so faster: `map(({ x, y }) => ({ x: mul(x, 1 / 255), y }))`.
   *
   * @throws {StriateError} if `fn` throws: names the element's index and its `file`, `path` or `url`, and has the error as
   * its `cause`.
   *
   * @example
   * dataset.map(({ x, y }) => ({ x: rescale(x), y }));
   * files.map(async (file) => decode(await readFile(file)), { concurrency: 8 });
   * texts.map((text, _, { words }) => text.split(' ').map((w) => words.get(w) ?? 1), { parallel: 4, context: { words: ids } });
   * files.map({ module: new URL('./decode.js', import.meta.url), name: 'decode' }, { parallel: 4 });
   */
  map<U, C = unknown>(fn: MapFunction<T, U, C> | MapModule, options?: MapOptions<C>): Dataset<U> {
    return new Dataset(mapStage(this.#stage, fn, options));
  }

  /**
   * The elements for which `keeps(element, index, { epoch })` is true. It may be asynchronous before `batch`.
   *
   * @throws {StriateError} if `keeps` throws: names the element, as `map` does.
   *
   * @example
   * digits.filter(({ y }) => y < 5);
   */
  filter(keeps: FilterFunction<T>): Dataset<T> {
    return new Dataset(filterStage(this.#stage, keeps));
  }

  /**
   * Stacks `size` elements at a time, leaf by leaf, into tensors with a new first axis.
   *
   * Typed arrays and `{ data, shape }` keep their dtype. Arrays of numbers become float32, as in `tensor()`. Bare numbers
   * become int32 where they are whole (labels), and float32 where this batch or the first one of the pass has a fraction, or
   * where they come from a `Float32Array`. Booleans become bool.
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
   * The inverse of `batch`: the examples of every element, as `fromArrays` makes them of arrays, one after the other.
   *
   * @throws {StriateError} if an element is no batch: names it.
   *
   * @example
   * dataset.batch(32).map(augment).unbatch(); // { x, y } of one image again, host values
   */
  unbatch(): Dataset<ExampleOf<T>> {
    return new Dataset(unbatchStage(this.#stage));
  }

  /**
   * The elements in random order, another one each pass.
   *
   * Without `bufferSize` every order is equally likely; arrays are shuffled by index, whatever is mapped before or after.
   * With it, each element is drawn from a window of that many, which is all a stream of unknown length allows. After `filter`,
   * `prefetch`, `batch` and `repeat` there are no indices to shuffle, and the elements themselves wait in the window.
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
   * Keeps the elements in memory: they are made in the first pass, as far as it goes, and come from there ever after. What
   * follows (a shuffle, a random map) still differs from pass to pass; a shuffle before it is fixed to one order.
   *
   * @example
   * files.map(decode, { concurrency: 8 }).cache().shuffle().map(augment).batch(32);
   */
  cache(): Dataset<T> {
    return new Dataset(cacheStage(this.#stage));
  }

  /**
   * Makes up to `count` elements before they are asked for, while the model trains on others; then it waits.
   *
   * It helps where making an element waits for something: asynchronous or parallel maps, files, the network.
   *
   * @example
   * files.map(decode, { concurrency: 8 }).batch(32).prefetch(2);
   */
  prefetch(count: number): Dataset<T> {
    return new Dataset(prefetchStage(this.#stage, count));
  }

  /** The elements of this data set, and then those of others. */
  concat<U extends readonly unknown[]>(...others: { [K in keyof U]: Dataset<U[K]> }): Dataset<T | U[number]> {
    return new Dataset(concatStage<T | U[number]>([this.#stage, ...others.map((other) => other.#stage)]));
  }

  /**
   * Elements of several data sets side by side, as long as all of them have one.
   *
   * @throws {ValueError} if there are none.
   *
   * @example
   * Dataset.zip({ x: images, y: labels }); // { x, y }
   * Dataset.zip([images, labels]);         // [image, label]
   */
  static zip<const D extends Zippable>(datasets: D): Dataset<Zipped<D>> {
    const { values, names } = columns<Dataset<unknown>>(datasets);
    if (values.length === 0) throw new ValueError('zip: there is no data set to take elements from');
    for (const [i, value] of values.entries()) {
      if (!(value instanceof Dataset)) throw new StriateError(`zip: ${names?.[i] ?? `[${i}]`} is no Dataset`);
    }
    return new Dataset(
      zipStage(
        values.map((dataset) => dataset.#stage),
        names,
      ) as Stage<Zipped<D>>,
    );
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
      for await (const element of this.#passes.begin()) elements.push(element);
    } catch (error) {
      release(elements);
      throw error;
    }
    return elements;
  }

  /** One pass. What it yields is freed when the next element is asked for or the pass is left, unless it was kept. */
  [Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    return this.#passes.lend();
  }
}
