import { StriateError, scope } from '@striate/tensor';
import { failure, release, tensorsIn } from '../example';
import type { MapContext } from './map';
import type { Stage } from './stage';

export type FilterFunction<T> = (example: T, index: number, context: MapContext) => boolean | Promise<boolean>;

export function filterStage<T>(source: Stage<T>, keeps: FilterFunction<T>): Stage<T> {
  const { floats, seeds } = source;
  return {
    length: source.length === 0 ? 0 : undefined,
    floats,
    seeds,
    async *open(epoch, from) {
      let skip = from;
      let index = 0;
      for await (const element of source.open(epoch, 0)) {
        const kept = await ask(keeps, element, index++, { epoch });
        if (kept && skip === 0) yield element;
        else {
          if (kept) skip--;
          release(element);
        }
      }
    },
  };
}

async function ask<T>(keeps: FilterFunction<T>, element: T, index: number, context: MapContext): Promise<boolean> {
  try {
    if (tensorsIn(element).size === 0) return await keeps(element, index, context);
    return scope(() => {
      const kept = keeps(element, index, context);
      if (typeof kept === 'boolean') return kept;
      throw new StriateError('a function of batches must return true or false at once; look at values before batch');
    });
  } catch (cause) {
    release(element);
    throw failure('filter', element, index, cause);
  }
}
