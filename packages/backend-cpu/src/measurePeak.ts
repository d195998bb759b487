import { createEngine } from './engine';

/**
 * What one core can do at most with 128-bit multiplies and adds, in GFLOP/s: the best of several runs of a loop that touches
 * registers only. Kernel timings mean most as a share of this, measured in the same minute.
 */
export function measurePeak({ milliseconds = 200 }: { milliseconds?: number } = {}): number {
  const { wasm } = createEngine({ initial: 0, threads: 1 });
  const iterations = 100_000;
  let best = 0;
  const until = performance.now() + milliseconds;
  do {
    const start = performance.now();
    const operations = wasm.peak(iterations);
    best = Math.max(best, operations / (performance.now() - start) / 1e6);
  } while (performance.now() < until);
  return best;
}
