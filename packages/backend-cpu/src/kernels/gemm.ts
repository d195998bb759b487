import type { Engine } from '../engine';
import type { Ptr } from '../memory';

/** Bytes of A that a task of rows may touch for one block of K: a quarter of a common second-level cache. */
const TASK_BYTES = 256 * 1024;
const COLUMNS = 8;

/** Bytes of the panels `[n/8][k][8]` of a k x n matrix. */
export function panelBytes(k: number, n: number): number {
  return Math.ceil(n / COLUMNS) * k * COLUMNS * 4;
}

/** Rows taken together: as many as stay cached while all columns pass, given the fresh bytes of A that each row brings. */
export function rowsPerTask(freshBytes: number): number {
  return Math.max(64, Math.min(4096, Math.floor(TASK_BYTES / freshBytes / 4) * 4));
}

/** `C[m][n] = A[m][k] B + bias`, A dense with rows `lda` bytes apart, B in panels. */
export function gemm(
  { wasm }: Engine,
  a: Ptr,
  lda: number,
  panels: Ptr,
  bias: Ptr,
  c: Ptr,
  m: number,
  k: number,
  n: number,
  relu: number,
): void {
  const rows = rowsPerTask(Math.min(k, 512) * 4);
  wasm.gemm(a, 0, lda, m, k * 4, 1, 0, 1, 0, 0, panels, n, bias, c, n * 4, relu, rows);
}
