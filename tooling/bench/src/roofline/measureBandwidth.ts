import { add, scope, zeros } from '@striate/tensor';

/** More than any cache holds. */
const count = 2 ** 24;

/** GB/s of the sum of two large tensors, two reads and a write for each number: the best of several runs. */
export async function measureBandwidth(milliseconds = 600): Promise<number> {
  const [a, b] = [zeros([count]), zeros([count])];
  let best = 0;
  const until = performance.now() + milliseconds;
  do {
    const start = performance.now();
    scope(() => {
      add(a, b);
    });
    best = Math.max(best, (3 * 4 * count) / (performance.now() - start) / 1e6);
  } while (performance.now() < until);
  a.dispose();
  b.dispose();
  return best;
}
