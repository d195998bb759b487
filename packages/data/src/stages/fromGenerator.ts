import { StriateError } from '@striate/tensor';
import { release } from '../example';
import type { Stage } from './stage';

/** The elements of one pass: `make` is called anew for each. */
export function fromGeneratorStage<T>(
  make: () => Iterable<T> | AsyncIterable<T>,
  length: number | undefined,
): Stage<T> {
  return {
    length,
    floats: [],
    seeds: [],
    async *open(_epoch, from) {
      let index = 0;
      for await (const element of make()) {
        if (index === length) {
          release(element);
          throw new StriateError(
            `fromGenerator: the generator gave more than the ${length} elements that were announced`,
          );
        }
        if (index++ < from) release(element);
        else yield element;
      }
      if (length !== undefined && index < length) {
        throw new StriateError(`fromGenerator: the generator gave ${index} elements, but ${length} were announced`);
      }
    },
  };
}
