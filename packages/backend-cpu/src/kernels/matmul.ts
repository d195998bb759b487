import type { Kernels } from '@striate/tensor';
import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { activateInPlace } from './activation';
import { gemm, panelBytes } from './gemm';
import { strided } from './strided';

/** A product with fewer rows than this is bound by reading B, which then is not worth packing. */
const FEW_ROWS = 4;
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
  const { wasm, memory } = engine;

  /** `transpose(A) B` straight from A `[k][m]` and B `[k][n]`, both walked down their columns. */
  const productOfColumns = (a: Ptr, b: Ptr, c: Ptr, { m, k, n }: Sides): void => {
    const whole = Math.floor(k / BLOCK);
    const rest = k - whole * BLOCK;
    const row = (ld: number) => BLOCK * ld * 4;
    if (whole > 0) {
      wasm.gemmTransposed(a, 0, m, m * 4, row(m), 0, b, n, n * 4, row(n), 0, BLOCK, whole, 1, 1, c, n * 4, 0);
    }
    if (rest > 0) {
      const [x, y] = [a + whole * row(m), b + whole * row(n)];
      wasm.gemmTransposed(x, 0, m, m * 4, 0, 0, y, n, n * 4, 0, 0, rest, 1, 1, 1, c, n * 4, whole > 0 ? 1 : 0);
    }
  };

  const packB = (b: Ptr, { k, n, transposeB }: Sides, panels: Ptr): void => {
    if (transposeB) wasm.packTransposed(b, k * 4, k, n, panels, k * 32);
    else wasm.pack(b, n * 4, k, n, panels, k * 32);
  };

  /** One product with at least one side too thin for a tile; true if it was done. */
  const thinProduct = (a: Ptr, b: Ptr, c: Ptr, bias: Ptr, { m, k, n, transposeA, transposeB }: Sides): boolean => {
    if (transposeA) return false;
    if (n === 1 && !bias) {
      wasm.matrixTimesColumn(a, k * 4, b, k, m, 0, c);
      return true;
    }
    if (m >= FEW_ROWS) return false;
    for (let i = 0; i < m; i++) {
      const [x, y] = [a + i * k * 4, c + i * n * 4];
      if (transposeB) wasm.matrixTimesColumn(b, k * 4, x, k, n, bias, y);
      else wasm.rowTimesMatrix(x, b, n * 4, k, n, bias, y);
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
      const thin = m < FEW_ROWS || n === 1;
      const panels = columns || (thin && !transposeA) ? 0 : memory.scratch(panelBytes(k, n));
      const rows = transposeA && !columns ? memory.scratch(m * k * 4) : 0;
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
        if (i === 0 || stepB) packB(pb, sides, panels);
        gemm(engine, pa, k * 4, panels, 0, pc, m, k, n, 0);
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
        const panels = memory.scratch(panelBytes(k, n));
        packB(w.buffer, sides, panels);
        gemm(engine, x.buffer, k * 4, panels, bias.buffer, out.buffer, m, k, n, activation === 'relu' ? 1 : 0);
        memory.release();
      }
      activateInPlace(engine, activation, out.buffer, out.size);
    },
  } satisfies Partial<Kernels<Ptr>>;
}
