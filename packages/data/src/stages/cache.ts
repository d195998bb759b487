import { clone, keep } from '@striate/tensor';
import { mapTensors, release } from '../example';
import { fromAccess, type Indexed, isIndexed, type Seed, type Stage } from './stage';

/**
 * Keeps the elements of the pass of epoch 0, whichever pass is the first to be run: so a program that starts anew in the
 * middle of its training caches the same.
 */
export function cacheStage<T>(source: Stage<T>): Stage<T> {
  return isIndexed(source) ? cacheByIndex(source) : cacheInOrder(source);
}

function cacheByIndex<T>(source: Indexed<T>): Stage<T> {
  const kept = new Map<number, T>();
  const current = sameSeeds(source.seeds, () => {
    for (const element of kept.values()) release(element);
    kept.clear();
  });
  const put = (index: number, element: T): T => {
    if (kept.has(index)) return element; // another pass was quicker
    kept.set(index, element);
    return share(element);
  };
  return fromAccess({
    ...source,
    access: async (_epoch, ending) => {
      current();
      const get = await source.access(0, ending);
      return (i) => {
        if (kept.has(i)) return share(kept.get(i) as T);
        const element = get(i);
        return element instanceof Promise ? element.then((e) => put(i, e)) : put(i, element);
      };
    },
  });
}

function cacheInOrder<T>(source: Stage<T>): Stage<T> {
  const { length, floats, seeds } = source;
  const kept: T[] = [];
  let complete = false;
  const current = sameSeeds(seeds, () => {
    release(kept);
    kept.length = 0;
    complete = false;
  });
  return {
    length,
    floats,
    seeds,
    async *open(_epoch, from) {
      current();
      for (let i = from; i < kept.length; i++) yield share(kept[i]);
      if (complete) return;
      // A pass that was left has filled a part: go on behind it.
      let index = kept.length;
      for await (const element of source.open(0, index)) {
        const mine = index === kept.length; // else another pass was quicker
        if (mine) kept.push(element);
        if (index++ >= from) yield mine ? share(element) : element;
        else if (!mine) release(element);
      }
      complete = index === kept.length;
    },
  };
}

/** An element to give away: its values stay with the cache, too. */
function share<T>(element: T): T {
  return mapTensors(element, (tensor) => keep(clone(tensor)));
}

/** Calls `forget` where the seeds of the shuffles before the cache have changed, as restoring a position may do. */
function sameSeeds(seeds: readonly Seed[], forget: () => void): () => void {
  const key = () => seeds.map(({ value }) => value).join();
  let seen = key();
  return () => {
    if (seen !== key()) forget();
    seen = key();
  };
}
