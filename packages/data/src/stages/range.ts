import { ValueError } from '@striate/tensor';
import { release } from '../example';
import { fromAccess, type Stage } from './stage';

export function takeStage<T>(source: Stage<T>, count: number): Stage<T> {
  checkCount('take', count);
  const { length, floats, access } = source;
  return {
    length: length === undefined ? undefined : Math.min(count, length),
    floats,
    access,
    async *open(epoch) {
      let left = count;
      if (left === 0) return;
      for await (const element of source.open(epoch)) {
        yield element;
        if (--left === 0) return;
      }
    },
  };
}

export function skipStage<T>(source: Stage<T>, count: number): Stage<T> {
  checkCount('skip', count);
  const { length, floats, access } = source;
  const rest = length === undefined ? undefined : Math.max(0, length - count);
  if (access && rest !== undefined) {
    // What is skipped is not even made.
    const behind = async (epoch: number) => {
      const get = await access(epoch);
      return (i: number) => get(i + count);
    };
    return fromAccess(rest, behind, floats);
  }
  return {
    length: rest,
    floats,
    async *open(epoch) {
      let left = count;
      for await (const element of source.open(epoch)) {
        if (left === 0) yield element;
        else {
          left--;
          release(element);
        }
      }
    },
  };
}

export function repeatStage<T>(source: Stage<T>, count: number): Stage<T> {
  if (count !== Number.POSITIVE_INFINITY) checkCount('repeat', count);
  const { length, floats } = source;
  return {
    length: count === 0 || length === 0 ? 0 : length === undefined ? undefined : length * count,
    floats,
    async *open(epoch) {
      const from = Number.isFinite(count) ? epoch * count : epoch;
      for (let pass = 0; pass < count; pass++) {
        let empty = true;
        for await (const element of source.open(from + pass)) {
          empty = false;
          yield element;
        }
        if (empty) return; // or an endless repeat of nothing would never come back
      }
    },
  };
}

function checkCount(who: string, count: number): void {
  if (!Number.isInteger(count) || count < 0) throw new ValueError(`${who}: ${count} is not a whole number >= 0`);
}
