import { ValueError } from '@striate/tensor';
import { type Batched, release } from '../example';
import { type Floats, stack } from '../stack';
import type { Stage } from './stage';

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
    async *open(epoch) {
      const floats: Floats = new Set(source.floats);
      let first = 0;
      for await (const examples of groups(source, epoch, size)) {
        if (dropRemainder && examples.length < size) return release(examples);
        yield stackOrRelease(examples, floats, first) as Batched<T>;
        first += examples.length;
      }
    },
  };
}

/** Lists of `size` elements; the last may be shorter. */
async function* groups<T>(source: Stage<T>, epoch: number, size: number): AsyncGenerator<T[], void, undefined> {
  const { access, length } = source;
  if (access && length !== undefined) {
    const get = await access(epoch);
    for (let from = 0; from < length; from += size) {
      // Asynchronous maps of one batch run at the same time.
      yield await Promise.all(Array.from({ length: Math.min(size, length - from) }, async (_, i) => get(from + i)));
    }
    return;
  }
  let group: T[] = [];
  for await (const element of source.open(epoch)) {
    if (group.push(element) < size) continue;
    yield group;
    group = [];
  }
  if (group.length > 0) yield group;
}

function stackOrRelease(examples: readonly unknown[], floats: Floats, first: number): unknown {
  try {
    return stack(examples, floats, first);
  } catch (error) {
    release(examples);
    throw error;
  }
}
