import type { Stage } from './stage';

/** The elements of one pass: `make` is called anew for each. */
export function fromGeneratorStage<T>(
  make: () => Iterable<T> | AsyncIterable<T>,
  length: number | undefined,
): Stage<T> {
  return {
    length,
    floats: [],
    async *open() {
      yield* make();
    },
  };
}
