import { StriateError } from '@striate/tensor';
import { release } from '../example';
import { type Arrays, type ExampleOf, fromArraysStage } from './fromArrays';
import type { Access, Stage } from './stage';

/** The examples of every element, as `fromArrays` makes them of arrays. */
export function unbatchStage<T>(source: Stage<T>): Stage<ExampleOf<T>> {
  const { floats, seeds } = source;
  return {
    length: source.length === 0 ? 0 : undefined,
    floats,
    seeds,
    async *open(epoch, from) {
      let skip = from;
      let index = 0;
      for await (const element of source.open(epoch, 0)) {
        const { length, get } = await rows<T>(element, index++);
        for (let i = skip; i < length; i++) yield get(i);
        skip = Math.max(0, skip - length);
      }
    },
  };
}

/** The rows of one element, whose tensors are read and freed. */
async function rows<T>(element: T, index: number): Promise<{ length: number; get: Access<ExampleOf<T>> }> {
  try {
    const { length, access } = fromArraysStage(element as Arrays);
    return { length, get: (await access(0, () => {})) as Access<ExampleOf<T>> };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message.replace(/^fromArrays: /, '') : String(cause);
    throw new StriateError(`unbatch: element ${index}: ${reason}`, { cause });
  } finally {
    release(element);
  }
}
