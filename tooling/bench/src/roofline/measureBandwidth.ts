import { add, scope, zeros } from '@striate/tensor';

/** More than any cache holds. */
const count = 2 ** 23;
/** Runs at least: the first takes its memory from the system. */
const fewest = 8;

/** GB/s of the sum of two large tensors, two reads and a write for each number: the best of several runs. */
export async function measureBandwidth(milliseconds = 600): Promise<number> {
  const [a, b] = [zeros([count]), zeros([count])];
  let best = 0;
  const until = performance.now() + milliseconds;
  for (let run = 0; run < fewest || performance.now() < until; run++) {
    const start = performance.now();
    scope(() => {
      add(a, b);
    });
    best = Math.max(best, (3 * 4 * count) / (performance.now() - start) / 1e6);
  }
  a.dispose();
  b.dispose();
  return best;
}
