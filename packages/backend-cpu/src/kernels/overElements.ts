import type { Engine } from '../engine';
import { split } from '../threads/split';

/** Elements from which a task is worth a thread: some 10 microseconds of an addition. */
const TASK = 16_384;

/** Runs an elementwise kernel on `n` elements, by parts: `args` are those of `count` elements from element `from` on. */
export function overElements<A extends number[]>(
  { parallel }: Engine,
  kernel: (...args: A) => unknown,
  n: number,
  args: (from: number, count: number) => Readonly<A>,
): void {
  // A multiple of 16, so that no two parts write to one cache line.
  const parts = split(n, TASK, 16);
  parallel(
    kernel,
    parts.map(([from, past]) => args(from, past - from)),
  );
}
