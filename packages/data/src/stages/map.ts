import { keep, StriateError, scope } from '@striate/tensor';
import { release, tensorsIn } from '../example';
import type { Stage } from './stage';

export type MapFunction<T, U> = (example: T, index: number) => U | Promise<U>;

export function mapStage<T, U>(source: Stage<T>, fn: MapFunction<T, U>): Stage<U> {
  const { length, floats, access } = source;
  return {
    length,
    floats,
    async *open(epoch) {
      let index = 0;
      for await (const element of source.open(epoch)) yield apply(fn, element, index++);
    },
    access:
      access &&
      (async (epoch) => {
        const get = await access(epoch);
        return (i) => {
          const element = get(i);
          return element instanceof Promise ? element.then((e: T) => apply(fn, e, i)) : apply(fn, element, i);
        };
      }),
  };
}

function apply<T, U>(fn: MapFunction<T, U>, element: T, index: number): U | Promise<U> {
  try {
    const held = tensorsIn(element);
    if (held.size > 0) return applyToTensors(fn, element, index);
    const result = fn(element, index);
    return result instanceof Promise ? result.catch((cause) => fail(cause, index)) : result;
  } catch (cause) {
    return fail(cause, index);
  }
}

/** The function's intermediates and the tensors it replaced are freed; what it returns moves on. */
function applyToTensors<T, U>(fn: MapFunction<T, U>, element: T, index: number): U {
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

function fail(cause: unknown, index: number): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new StriateError(`map: the function failed at element ${index}: ${reason}`, { cause });
}
