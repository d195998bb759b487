import { ValueError } from '@striate/tensor';
import { release } from '../example';
import { fromAccess, isIndexed, type Stage } from './stage';

export function takeStage<T>(source: Stage<T>, count: number): Stage<T> {
  checkCount('take', count);
  if (isIndexed(source)) return fromAccess({ ...source, length: Math.min(count, source.length) });
  const { length, floats, seeds } = source;
  return {
    length: length === undefined ? undefined : Math.min(count, length),
    floats,
    seeds,
    async *open(epoch, from) {
      let left = count - from;
      if (left <= 0) return;
      for await (const element of source.open(epoch, from)) {
        yield element;
        if (--left === 0) return;
      }
    },
  };
}

export function skipStage<T>(source: Stage<T>, count: number): Stage<T> {
  checkCount('skip', count);
  if (isIndexed(source)) {
    const { length, access } = source;
    return fromAccess({
      ...source,
      length: Math.max(0, length - count),
      access: async (epoch, ending) => {
        const get = await access(epoch, ending);
        return (i) => get(i + count);
      },
    });
  }
  const { length, floats, seeds } = source;
  return {
    length: length === undefined ? undefined : Math.max(0, length - count),
    floats,
    seeds,
    open: (epoch, from) => source.open(epoch, from + count),
  };
}

export function repeatStage<T>(source: Stage<T>, count: number): Stage<T> {
  if (count !== Number.POSITIVE_INFINITY) checkCount('repeat', count);
  const { length, floats, seeds } = source;
  return {
    length: count === 0 || length === 0 ? 0 : length === undefined ? undefined : length * count,
    floats,
    seeds,
    async *open(epoch, from) {
      const first = Number.isFinite(count) ? epoch * count : epoch;
      // Whole rounds are left out unseen where their length is known.
      let round = length ? Math.floor(from / length) : 0;
      let skip = length ? from % length : from;
      for (; round < count; round++) {
        let empty = true;
        for await (const element of source.open(first + round, length === undefined ? 0 : skip)) {
          empty = false;
          if (length !== undefined || skip === 0) yield element;
          else {
            skip--;
            release(element);
          }
        }
        if (empty) return; // or an endless repeat of nothing would never come back
        if (length !== undefined) skip = 0;
      }
    },
  };
}

function checkCount(who: string, count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new ValueError(`${who}: ${count} is not a whole number >= 0`);
}
