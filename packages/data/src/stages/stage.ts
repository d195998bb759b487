import { release } from '../example';
import { runAhead } from './runAhead';

/** An element of a pass by its index: at once, or a promise where a map on the way is asynchronous. */
export type Access<T> = (index: number) => T | Promise<T>;

/** Takes what is to be closed when the pass ends or is left. */
export type Ending = (close: () => void) => void;

/** The seed of a shuffle, which a position takes along where nobody gave it. */
export interface Seed {
  value: number;
  readonly given: boolean;
}

/**
 * One step of a pipeline. Elements move from stage to stage, and with them the duty to free the tensors in them:
 * a stage that drops an element, or replaces it, releases it.
 */
export interface Stage<T> {
  /** Elements in a pass, exactly: `Infinity` when it never ends, `undefined` when nobody knows. */
  readonly length: number | undefined;
  /** Places whose bare numbers come from float32 arrays, and stay float32 in a batch. */
  readonly floats: readonly string[];
  /** The seeds of all shuffles up to here, in the order of the pipeline. */
  readonly seeds: readonly Seed[];
  /** A pass from element `from` on. Everything random in it follows from `epoch`, so it is the tail of the pass from 0. */
  open(epoch: number, from: number): AsyncGenerator<T, void, undefined>;
  /** The same pass in any order, where the source allows it: a shuffle then moves indices, not elements. */
  readonly access?: (epoch: number, ending: Ending) => Promise<Access<T>>;
  /** How many elements a pass by index should have in the making at the same time; 1 where nothing is said. */
  readonly ahead?: number;
}

/** A stage whose elements can be had by index. */
export interface Indexed<T> extends Stage<T> {
  readonly length: number;
  readonly access: (epoch: number, ending: Ending) => Promise<Access<T>>;
}

export function isIndexed<T>(stage: Stage<T>): stage is Indexed<T> {
  return stage.access !== undefined && stage.length !== undefined;
}

/** A stage over elements that can be had by index. */
export function fromAccess<T>(stage: Omit<Indexed<T>, 'open'>): Indexed<T> {
  const { length, floats, seeds, access, ahead = 1 } = stage;
  return {
    length,
    floats,
    seeds,
    access,
    ahead: stage.ahead,
    open: (epoch, from) =>
      closing(async function* (ending) {
        const get = await access(epoch, ending);
        if (ahead > 1) yield* inOrder(started(get, from, length), ahead);
        else for (let i = from; i < length; i++) yield get(i);
      }),
  };
}

/** A pass that closes what was opened for it, however it ends. */
export async function* closing<T>(
  body: (ending: Ending) => AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
  const closers: (() => void)[] = [];
  try {
    yield* body((close) => closers.push(close));
  } finally {
    for (const close of closers) close();
  }
}

/** An element in the making; in an object, since an asynchronous generator would wait for a bare promise. */
export interface Pending<T> {
  readonly result: T | Promise<T>;
}

export function pending<T>(result: T | Promise<T>): Pending<T> {
  // Its failure is thrown when its turn comes, which may be later than the engine is willing to wait, or never.
  if (result instanceof Promise) result.catch(() => {});
  return { result };
}

/** Elements in the order in which they were started, `ahead` (at least 2) of them in the making at the same time. */
export async function* inOrder<T>(
  elements: AsyncGenerator<Pending<T>, void, undefined>,
  ahead: number,
): AsyncGenerator<T, void, undefined> {
  const drop = ({ result }: Pending<T>) => void Promise.resolve(result).then(release, () => {});
  for await (const { result } of runAhead(elements, ahead - 1, drop)) yield result;
}

async function* started<T>(get: Access<T>, from: number, length: number): AsyncGenerator<Pending<T>, void, undefined> {
  for (let i = from; i < length; i++) yield pending(get(i));
}
