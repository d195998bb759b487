import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_PRODUCTS } from '../threads/split';
import { activateInPlace } from './activation';
import { denseRows, gemm, noEpilogue, panelBytes } from './gemm';
import { strided } from './strided';

/** A product with fewer rows than this is bound by reading B, which then is not worth packing. */
const FEW_ROWS = 4;
/** Values of a matrix to be read or packed from which a task is worth a thread. */
const PACK_VALUES = 32_768;
/** Positions of K that the transposed tile walks at a time. */
const BLOCK = 256;

interface Sides {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

export function matmul(engine: Engine) {
  const { wasm, memory, prepared } = engine;

  /** `transpose(A) B` straight from A `[k][m]` and B `[k][n]`, both walked down their columns. */
  const productOfColumns = (a: Ptr, b: Ptr, c: Ptr, { m, k, n }: Sides): void => {
    const whole = Math.floor(k / BLOCK);
    const rest = k - whole * BLOCK;
    const row = (ld: number) => BLOCK * ld * 4;
    const tasks = split(m, TASK_PRODUCTS / (k * n), 16);
    const part = (x: Ptr, y: Ptr, count: number, blocks: number, accumulate: number) =>
      engine.parallel(
        wasm.gemmTransposed,
        tasks.map(([i, past]) => {
          const rows = [x + i * 4, 0, past - i, m * 4, row(m), 0] as const;
          return [...rows, y, n, n * 4, row(n), 0, count, blocks, 1, 1, c + i * n * 4, n * 4, accumulate] as const;
        }),
      );
    if (whole > 0) part(a, b, BLOCK, whole, 0);
    if (rest > 0) part(a + whole * row(m), b + whole * row(n), rest, 1, whole > 0 ? 1 : 0);
  };

  const packB = (b: Ptr, { k, n, transposeB }: Sides, panels: Ptr): Ptr => {
    const parts = split(n, Math.max(64, PACK_VALUES / k), 16);
    if (transposeB) {
      const calls = parts.map(([j, past]) => [b + j * k * 4, k * 4, k, past - j, panels + j * k * 4, k * 32] as const);
      engine.parallel(wasm.packTransposed, calls);
    } else {
      const calls = parts.map(([j, past]) => [b + j * 4, n * 4, k, past - j, panels + j * k * 4, k * 32] as const);
      engine.parallel(wasm.pack, calls);
    }
    return panels;
  };

  const preparedB = (b: Ptr, sides: Sides): Ptr => {
    const key = `${sides.transposeB ? 'transposed ' : ''}panels ${sides.k} ${sides.n}`;
    return prepared.get([b], key, panelBytes(sides.k, sides.n), (panels) => void packB(b, sides, panels));
  };

  /** One product with at least one side too thin for a tile; true if it was done. */
  const thinProduct = (a: Ptr, b: Ptr, c: Ptr, bias: Ptr, { m, k, n, transposeA, transposeB }: Sides): boolean => {
    if (transposeA) return false;
    if (n === 1 && !bias) {
      const calls = split(m, PACK_VALUES / k).map(
        ([i, past]) => [a + i * k * 4, k * 4, b, k, past - i, 0, c + i * 4] as const,
      );
      engine.parallel(wasm.matrixTimesColumn, calls);
      return true;
    }
    if (m >= FEW_ROWS) return false;
    // Rows are streamed: pieces of less than 512 floats are slower than memory.
    const parts = split(n, Math.max(transposeB ? n / 16 : Math.max(n / 4, 512), PACK_VALUES / k), 16);
    for (let i = 0; i < m; i++) {
      const [x, y] = [a + i * k * 4, c + i * n * 4];
      if (transposeB) {
        const calls = parts.map(
          ([j, past]) => [b + j * k * 4, k * 4, x, k, past - j, bias && bias + j * 4, y + j * 4] as const,
        );
        engine.parallel(wasm.matrixTimesColumn, calls);
      } else {
        const calls = parts.map(
          ([j, past]) => [x, b + j * 4, n * 4, k, past - j, bias && bias + j * 4, y + j * 4] as const,
        );
        engine.parallel(wasm.rowTimesMatrix, calls);
      }
    }
    return true;
  };

  return {
    matmul: ([a, b], out, { transposeA, transposeB }) => {
      let [batch, m, n] = out.shape;
      const k = a.shape[transposeA ? 1 : 2];
      if (k === 0) {
        wasm.fillBytes(out.buffer, out.size * 4, 0);
        return;
      }
      if (b.shape[0] === 1 && !transposeA) {
        // One B for all: the batches of A are just more rows.
        m *= batch;
        batch = 1;
      }
      const sides: Sides = { m, k, n, transposeA, transposeB };
      const stepA = a.shape[0] === 1 ? 0 : m * k * 4;
      const stepB = b.shape[0] === 1 ? 0 : k * n * 4;
      // Walking columns is as fast as rows unless they fall into the same few cache sets.
      const columns = transposeA && !transposeB && k <= BLOCK && m % 256 !== 0 && n % 256 !== 0;
      const rows = transposeA && !columns ? memory.scratch(m * k * 4) : 0;
      const thin = !transposeA && (m < FEW_ROWS || n === 1);
      const ownPanels = stepB && !columns && !thin ? memory.scratch(panelBytes(k, n)) : 0;
      for (let i = 0; i < batch; i++) {
        let pa = a.buffer + i * stepA;
        const pb = b.buffer + i * stepB;
        const pc = out.buffer + i * m * n * 4;
        if (columns) {
          productOfColumns(pa, pb, pc, sides);
          continue;
        }
        if (thinProduct(pa, pb, pc, 0, sides)) continue;
        if (transposeA) {
          if (i === 0 || stepA) strided(engine, pa, rows, [m, k], [4, m * 4], 4);
          pa = rows;
        }
        // Only a whole tensor's packing can be kept: it is found again by the tensor's address.
        const panels = stepB ? packB(pb, sides, ownPanels) : preparedB(pb, sides);
        gemm(engine, denseRows(pa, m, k), panels, n, noEpilogue, pc, n * 4);
      }
      memory.release();
    },

    fusedMatmul: ([x, w, bias], out, { activation }) => {
      const [m, k] = x.shape;
      const n = w.shape[1];
      const sides: Sides = { m, k, n, transposeA: false, transposeB: false };
      const thin = m < FEW_ROWS && k > 0;
      if (thin) {
        thinProduct(x.buffer, w.buffer, out.buffer, bias.buffer, sides);
        if (activation === 'relu') wasm.relu(out.buffer, out.buffer, out.size);
      } else if (k === 0) {
        strided(engine, bias.buffer, out.buffer, [m, n], [0, 4], 4);
        if (activation === 'relu') wasm.relu(out.buffer, out.buffer, out.size);
      } else {
        const epilogue = { bias: bias.buffer, residual: 0, nonNegative: activation === 'relu' ? 1 : 0 };
        gemm(engine, denseRows(x.buffer, m, k), preparedB(w.buffer, sides), n, epilogue, out.buffer, n * 4);
        memory.release();
      }
      activateInPlace(engine, activation, out.buffer, out.size);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
