/** Multiplications of a matrix product from which a task is worth a thread: about 20 microseconds. */
export const TASK_PRODUCTS = 200_000;
/** Values passed over once from which it is: about 10 microseconds. */
export const TASK_VALUES = 16_384;
/** Tasks of a job at most. */
const MOST = 64;

/**
 * Cuts `total` units of work into parts of at least `least` and a multiple of `unit`, 64 of them at most: `[from, past]` pairs. One part where
 * there is not enough for two. It depends on the work alone, never on the number of threads.
 */
export function split(total: number, least: number, unit = 1): (readonly [number, number])[] {
  const size = Math.ceil(Math.max(least, total / MOST) / unit) * unit;
  const parts: (readonly [number, number])[] = [];
  // The last part takes what would be less than half of one.
  for (let from = 0; from < total; ) {
    const past = total - from < size * 1.5 ? total : from + size;
    parts.push([from, past]);
    from = past;
  }
  return parts;
}
