import { keep, StriateError, scope, ValueError } from '@striate/tensor';
import { failure, release, tensorsIn } from '../example';
import { type MapModule, taskOf } from '../parallel/taskOf';
import { Workers } from '../parallel/Workers';
import { closing, type Ending, fromAccess, inOrder, isIndexed, type Pending, pending, type Stage } from './stage';

/** What a function gets besides an element and its index: the pass, and the `context` it was given. */
export type MapContext<C = unknown> = C & {
  /** The number of the pass; with the index it tells every call of a training from every other. */
  readonly epoch: number;
};

export type MapFunction<T, U, C = unknown> = (example: T, index: number, context: MapContext<C>) => U | Promise<U>;

export interface MapOptions<C = unknown> {
  /**
   * Calls of an asynchronous function at the same time, on this thread: for what waits for files, for the network, or for
   * a library with threads of its own. Default: one, or those of a batch.
   */
  readonly concurrency?: number;
  /** Calls the function on this many worker threads. Default: on this thread. */
  readonly parallel?: number;
  /** Values for the function's third argument; it is copied to worker threads. */
  readonly context?: C;
}

type Apply<T, U> = (element: T, index: number) => U | Promise<U>;

export function mapStage<T, U, C>(
  source: Stage<T>,
  fn: MapFunction<T, U, C> | MapModule,
  options: MapOptions<C> = {},
): Stage<U> {
  const { concurrency, parallel, context = {} } = options;
  checkOptions(concurrency, parallel);
  const task = taskOf(fn as MapFunction<unknown, unknown> | MapModule, context as object, parallel !== undefined);
  // Each thread has one element to work on and one to go on with.
  const own = parallel === undefined ? concurrency : 2 * parallel;

  const start = (epoch: number, ending: Ending): Apply<T, U> => {
    const bound = task(epoch);
    if (parallel === undefined)
      return limited((element, index) => apply(bound.here as Apply<T, U>, element, index), concurrency);
    const workers = new Workers(bound, parallel);
    ending(() => workers.end());
    return (element, index) => applyThere(workers, element, index) as Promise<U>;
  };

  if (isIndexed(source)) {
    const { access } = source;
    return fromAccess({
      ...source,
      ahead: own === undefined ? source.ahead : Math.max(own, source.ahead ?? 1),
      access: async (epoch, ending) => {
        const get = await access(epoch, ending);
        const applied = start(epoch, ending);
        return (i) => {
          const element = get(i);
          return element instanceof Promise ? element.then((e: T) => applied(e, i)) : applied(element, i);
        };
      },
    });
  }
  const { length, floats, seeds } = source;
  return {
    length,
    floats,
    seeds,
    open: (epoch, from) =>
      closing(async function* (ending) {
        const applied = start(epoch, ending);
        const started = startEach(source.open(epoch, from), applied, from);
        if (own !== undefined && own > 1) yield* inOrder(started, own);
        else for await (const { result } of started) yield result;
      }),
  };
}

async function* startEach<T, U>(
  pass: AsyncGenerator<T, void, undefined>,
  apply: Apply<T, U>,
  first: number,
): AsyncGenerator<Pending<U>, void, undefined> {
  let index = first;
  for await (const element of pass) yield pending(apply(element, index++));
}

/** At most `count` calls at a time. */
function limited<T, U>(apply: Apply<T, U>, count = Number.POSITIVE_INFINITY): Apply<T, U> {
  if (count === Number.POSITIVE_INFINITY) return apply;
  const queue: (() => void)[] = [];
  let running = 0;
  return async (element, index) => {
    if (running === count) await new Promise<void>((go) => queue.push(go));
    else running++;
    try {
      return await apply(element, index);
    } finally {
      // Whoever goes next takes over the place.
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}

function apply<T, U>(fn: Apply<T, U>, element: T, index: number): U | Promise<U> {
  const fail = (cause: unknown): never => {
    throw failure('map', element, index, cause);
  };
  try {
    if (tensorsIn(element).size > 0) return applyToTensors(fn, element, index);
    const result = fn(element, index);
    return result instanceof Promise ? result.catch(fail) : result;
  } catch (cause) {
    return fail(cause);
  }
}

async function applyThere(workers: Workers, element: unknown, index: number): Promise<unknown> {
  try {
    if (tensorsIn(element).size > 0) {
      release(element);
      throw new StriateError('worker threads take no tensors; do parallel work before batch');
    }
    return await workers.call(element, index);
  } catch (cause) {
    throw failure('map', element, index, cause);
  }
}

/** The function's intermediates and the tensors it replaced are freed; what it returns moves on. */
function applyToTensors<T, U>(fn: Apply<T, U>, element: T, index: number): U {
  let result: U | undefined;
  try {
    result = scope(() => {
      const mapped = fn(element, index);
      if (mapped instanceof Promise) {
        mapped.catch(() => {});
        throw new StriateError('a function of batches must be synchronous; do asynchronous work before batch');
      }
      return mapped;
    });
    return result;
  } finally {
    const made = tensorsIn(result);
    for (const tensor of made) keep(tensor);
    release(element, made);
  }
}

function checkOptions(concurrency: number | undefined, parallel: number | undefined): void {
  for (const [name, value] of Object.entries({ concurrency, parallel })) {
    if (value !== undefined && !(Number.isInteger(value) && value >= 1))
      throw new ValueError(`map: ${name} ${value} is not a whole number >= 1`);
  }
  if (concurrency !== undefined && parallel !== undefined) {
    throw new ValueError(
      `map: give concurrency (${concurrency}) for calls on this thread or parallel (${parallel}) for worker threads, not both`,
    );
  }
}
