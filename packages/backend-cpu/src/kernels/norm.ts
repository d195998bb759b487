import type { Kernels, View } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';

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

export function norm({ wasm, memory }: Engine) {
  const floats = (n: number): Ptr => memory.scratch(n * 4);

  function normalize(x: View<Ptr>, statistics: readonly [Ptr, Ptr], scale: Ptr, offset: Ptr, y: Ptr, epsilon: number) {
    const [rows, c] = x.shape;
    const { period } = periods(rows, c);
    const factors = floats(3 * period);
    wasm.batchNormFactors(...statistics, scale, offset, factors, c, period, epsilon);
    wasm.batchNorm(x.buffer, y, factors, x.size, period);
    memory.release();
  }

  return {
    moments: ([x], out) => {
      const [rows, c] = x.shape;
      const { period, block, blocks } = periods(rows, c);
      const parts = floats(blocks * 2 * c);
      wasm.momentsOfBlocks(x.buffer, parts, floats(2 * period), rows, c, period, block);
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
      wasm.batchNormSumsOfBlocks(dy.buffer, x.buffer, buffer, parts, floats(3 * period), rows, c, period, block);
      wasm.batchNormSumsJoin(parts, buffer + 4 * c, out.buffer, blocks, c, epsilon);
      memory.release();
    },
    batchNormInputGrad: ([dy, x, statistics, scale, sums], out, { epsilon }) => {
      const [rows, c] = x.shape;
      const { period } = periods(rows, c);
      const factors = floats(4 * period);
      wasm.batchNormInputGradFactors(statistics.buffer, scale.buffer, sums.buffer, factors, rows, c, period, epsilon);
      wasm.batchNormInputGrad(dy.buffer, x.buffer, out.buffer, factors, x.size, period);
      memory.release();
    },
    followStatistics: ([mean, variance, { buffer }], { momentum }) => {
      wasm.followStatistics(mean.buffer, buffer, mean.size, momentum);
      wasm.followStatistics(variance.buffer, buffer + 4 * mean.size, mean.size, momentum);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
