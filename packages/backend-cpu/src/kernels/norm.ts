import type { Kernels, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_VALUES } from '../threads/split';

/** Floats in a period at least: below that a loop over it is mostly its own overhead. */
const WIDE = 32;
/** Floats in a block of rows, about: they stay in cache between two passes. */
const BLOCK = 16384;
/** Rows in a block at least, so that the partial sums of wide rows stay few. */
const ROWS = 16;

/** How the kernels walk over rows of c channels: see assembly/norm.ts. */
export function periods(rows: number, c: number): { period: number; block: number; blocks: number } {
  const full = c % 4 === 0 ? 1 : c % 2 === 0 ? 2 : 4;
  const together = full * Math.ceil(WIDE / (full * c));
  const block = together * Math.ceil(Math.max(ROWS, BLOCK / c) / together);
  return { period: together * c, block, blocks: Math.ceil(rows / block) };
}

export function norm({ wasm, memory, threads, parallel }: Engine) {
  const floats = (n: number): Ptr => memory.scratch(n * 4);
  /** Parts of n floats in whole periods: byte offset and number of floats. */
  const byPeriods = (n: number, period: number) =>
    split(Math.ceil(n / period), TASK_VALUES / period).map(([i, past]) => {
      return [i * period * 4, Math.min(n, past * period) - i * period] as const;
    });
  /** Parts of rows in whole blocks: first row, number of rows, first block. */
  const byBlocks = (rows: number, c: number, block: number) =>
    split(Math.ceil(rows / block), TASK_VALUES / (block * c)).map(([i, past]) => {
      return [i * block, Math.min(rows, past * block) - i * block, i] as const;
    });

  function normalize(x: View<Ptr>, statistics: readonly [Ptr, Ptr], scale: Ptr, offset: Ptr, y: Ptr, epsilon: number) {
    const [rows, c] = x.shape;
    const { period } = periods(rows, c);
    const factors = floats(3 * period);
    wasm.batchNormFactors(...statistics, scale, offset, factors, c, period, epsilon);
    parallel(
      wasm.batchNorm,
      byPeriods(x.size, period).map(([at, n]) => [x.buffer + at, y + at, factors, n, period] as const),
    );
    memory.release();
  }

  return {
    moments: ([x], out) => {
      const [rows, c] = x.shape;
      const { period, block, blocks } = periods(rows, c);
      const parts = floats(blocks * 2 * c);
      const work = floats(threads * 2 * period);
      parallel(
        wasm.momentsOfBlocks,
        byBlocks(rows, c, block).map(([i, now, at]) => {
          return [x.buffer + i * c * 4, parts + at * 8 * c, work, 8 * period, now, c, period, block] as const;
        }),
      );
      wasm.momentsJoin(parts, out.buffer, rows, c, block);
      memory.release();
    },
    batchNorm: ([x, mean, variance, scale, offset], out, { epsilon }) =>
      normalize(x, [mean.buffer, variance.buffer], scale.buffer, offset.buffer, out.buffer, epsilon),
    batchNormTraining: ([x, { buffer }, scale, offset], out, { epsilon }) =>
      normalize(x, [buffer, buffer + 4 * x.shape[1]], scale.buffer, offset.buffer, out.buffer, epsilon),
    batchNormSums: ([dy, x, statistics], out, { epsilon }) => {
      const [rows, c] = x.shape;
      const { period, block, blocks } = periods(rows, c);
      const parts = floats(blocks * 2 * c);
      const { buffer } = statistics;
      const work = floats(threads * 3 * period);
      parallel(
        wasm.batchNormSumsOfBlocks,
        byBlocks(rows, c, block).map(([i, now, at]) => {
          const [from, images] = [dy.buffer + i * c * 4, x.buffer + i * c * 4];
          return [from, images, buffer, parts + at * 8 * c, work, 12 * period, now, c, period, block] as const;
        }),
      );
      wasm.batchNormSumsJoin(parts, buffer + 4 * c, out.buffer, blocks, c, epsilon);
      memory.release();
    },
    batchNormInputGrad: ([dy, x, statistics, scale, sums], out, { epsilon }) => {
      const [rows, c] = x.shape;
      const { period } = periods(rows, c);
      const factors = floats(4 * period);
      wasm.batchNormInputGradFactors(statistics.buffer, scale.buffer, sums.buffer, factors, rows, c, period, epsilon);
      parallel(
        wasm.batchNormInputGrad,
        byPeriods(x.size, period).map(([at, n]) => {
          return [dy.buffer + at, x.buffer + at, out.buffer + at, factors, n, period] as const;
        }),
      );
      memory.release();
    },
    followStatistics: ([mean, variance, { buffer }], { momentum }) => {
      wasm.followStatistics(mean.buffer, buffer, mean.size, momentum);
      wasm.followStatistics(variance.buffer, buffer + 4 * mean.size, mean.size, momentum);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
