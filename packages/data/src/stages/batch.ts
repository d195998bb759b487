import { ValueError } from '@striate/tensor';
import { type Batched, release } from '../example';
import { type Floats, stack } from '../stack';
import { closing, type Indexed, isIndexed, type Stage } from './stage';

export interface BatchOptions {
  /** Leave out the last batch when it is not full. Default false. */
  readonly dropRemainder?: boolean;
}

export function batchStage<T>(source: Stage<T>, size: number, options: BatchOptions = {}): Stage<Batched<T>> {
  if (!Number.isInteger(size) || size < 1) throw new ValueError(`batch: size ${size} is not a whole number >= 1`);
  const { dropRemainder = false } = options;
  const batches = dropRemainder ? Math.floor : Math.ceil;
  return {
    length: source.length === undefined ? undefined : batches(source.length / size),
    floats: [],
    seeds: source.seeds,
    async *open(epoch, from) {
      const floats: Floats = new Set(source.floats);
      if (from > 0) await learnFloats(source, epoch, size, floats);
      let first = from * size;
      for await (const examples of groups(source, epoch, first, size)) {
        if (dropRemainder && examples.length < size) return release(examples);
        yield stackOrRelease(examples, floats, first) as Batched<T>;
        first += examples.length;
      }
    },
  };
}

/** The first batch of a pass decides on dtypes, also for those who come in later. */
async function learnFloats<T>(source: Stage<T>, epoch: number, size: number, floats: Floats): Promise<void> {
  for await (const examples of groups(source, epoch, 0, size)) {
    release(stackOrRelease(examples, floats, 0));
    return;
  }
}

/** Lists of `size` elements, beginning with element `first`; the last may be shorter. */
function groups<T>(source: Stage<T>, epoch: number, first: number, size: number): AsyncGenerator<T[], void, undefined> {
  // Where nothing is said on how many may be in the making, asynchronous maps of one batch run at the same time.
  if (isIndexed(source) && source.ahead === undefined) return groupsByIndex(source, epoch, first, size);
  return groupsInOrder(source.open(epoch, first), size);
}

function groupsByIndex<T>(
  { access, length }: Indexed<T>,
  epoch: number,
  first: number,
  size: number,
): AsyncGenerator<T[], void, undefined> {
  return closing(async function* (ending) {
    const get = await access(epoch, ending);
    for (let from = first; from < length; from += size) {
      yield await Promise.all(Array.from({ length: Math.min(size, length - from) }, async (_, i) => get(from + i)));
    }
  });
}

async function* groupsInOrder<T>(
  pass: AsyncGenerator<T, void, undefined>,
  size: number,
): AsyncGenerator<T[], void, undefined> {
  let group: T[] = [];
  try {
    for await (const element of pass) {
      if (group.push(element) < size) continue;
      const full = group;
      group = [];
      yield full;
    }
    const rest = group;
    group = [];
    if (rest.length > 0) yield rest;
  } finally {
    release(group);
  }
}

function stackOrRelease(examples: readonly unknown[], floats: Floats, first: number): unknown {
  try {
    return stack(examples, floats, first);
  } catch (error) {
    release(examples);
    throw error;
  }
}
