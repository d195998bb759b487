import type { Engine } from '../engine';
import type { Ptr } from '../memory';
import { split, TASK_PRODUCTS } from '../threads/split';

/** Bytes of A that a task of rows may touch for one block of K: a quarter of a common second-level cache. */
const TASK_BYTES = 256 * 1024;
/** Rows of a task at least: each reads all panels, which pays for many rows only. */
const TASK_ROWS = 64;
/** With so few tasks of rows, columns are shared out as well. */
const FEW_TASKS = 8;
const COLUMNS = 8;

/** What happens to sums before they are stored. */
export interface Epilogue {
  /** One number for each column, or 0 for none. */
  readonly bias: Ptr;
  /** Laid out as the result, or 0. */
  readonly residual: Ptr;
  /** 1 to cut off what is below 0 (ReLU). */
  readonly nonNegative: number;
}

export const noEpilogue: Epilogue = { bias: 0, residual: 0, nonNegative: 0 };

/** The left side of a product, `m` rows read where they lie: each is `outer` groups of `rows` runs of `run` bytes. */
export interface Rows {
  readonly pointer: Ptr;
  /** Table of where rows start; 0 if they are `stride` bytes apart. */
  readonly offsets: Ptr;
  readonly stride: number;
  readonly m: number;
  readonly run: number;
  readonly rows: number;
  /** From the end of a run to the next. */
  readonly jump: number;
  readonly outer: number;
  readonly outerStride: number;
  /** Table of the runs of each row that are not all padding; 0 for none. */
  readonly trim: Ptr;
  /** Bytes that a row reads and the row before it does not. */
  readonly fresh: number;
}

/** Bytes of the panels `[n/8][k][8]` of a k x n matrix. */
export function panelBytes(k: number, n: number): number {
  return Math.ceil(n / COLUMNS) * k * COLUMNS * 4;
}

/** `m` rows of `k` floats, one after the other. */
export function denseRows(pointer: Ptr, m: number, k: number): Rows {
  const run = k * 4;
  const fresh = Math.min(k, 512) * 4;
  return { pointer, offsets: 0, stride: run, m, run, rows: 1, jump: 0, outer: 1, outerStride: 0, trim: 0, fresh };
}

/** `C[m][n] = A B` and the epilogue; B in panels, rows of C `ldc` bytes apart. Threads share out rows, or rows and columns. */
export function gemm(
  engine: Engine,
  a: Rows,
  panels: Ptr,
  n: number,
  { bias, residual, nonNegative }: Epilogue,
  c: Ptr,
  ldc: number,
): void {
  const { m, run, rows, jump, outer, outerStride } = a;
  const k = (outer * rows * run) / 4;
  // As many rows together as stay cached while all columns pass.
  const cached = Math.max(64, Math.min(4096, Math.floor(TASK_BYTES / a.fresh / 4) * 4));
  const high = split(m, Math.max(TASK_ROWS, TASK_PRODUCTS / (k * n)), 4);
  const byColumns = high.length < FEW_TASKS && n >= 4 * COLUMNS;
  const wide = byColumns ? split(n, Math.max(n / 16, TASK_PRODUCTS / (k * m)), COLUMNS) : [[0, n]];
  const calls = [];
  for (const [j, columns] of wide) {
    for (const [i, past] of byColumns ? [[0, m]] : high) {
      const at = i * ldc + j * 4;
      calls.push([
        a.offsets ? a.pointer : a.pointer + i * a.stride,
        a.offsets && a.offsets + i * 4,
        a.stride,
        past - i,
        run,
        rows,
        jump,
        outer,
        outerStride,
        a.trim && a.trim + i * 2,
        panels + (j / COLUMNS) * k * 32,
        columns - j,
        bias && bias + j * 4,
        residual && residual + at,
        c + at,
        ldc,
        nonNegative,
        cached,
      ] as const);
    }
  }
  engine.parallel(engine.wasm.gemm, calls);
}
