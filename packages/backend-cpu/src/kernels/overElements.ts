import type { Engine } from '../engine';
import { split, TASK_VALUES } from '../threads/split';

/** Runs an elementwise kernel on `n` elements, by parts: `args` are those of `count` elements from element `from` on. */
export function overElements<A extends number[]>(
  { parallel }: Engine,
  kernel: (...args: A) => unknown,
  n: number,
  args: (from: number, count: number) => Readonly<A>,
): void {
  // A multiple of 16, so that no two parts write to one cache line.
  const parts = split(n, TASK_VALUES, 16);
  parallel(
    kernel,
    parts.map(([from, past]) => args(from, past - from)),
  );
}
