// Results of `pnpm bench`, committed with the machine they were measured on.
import results from './results.json';

export interface BenchmarkRow {
  readonly suite: string;
  readonly case: string;
  readonly threads: number;
  readonly oursMs: number;
  readonly peer: string | null;
  readonly peerMs: number | null;
  readonly ratio: number | null;
}

export interface Benchmarks {
  readonly machine: string;
  readonly date: string;
  readonly note: { readonly en: string; readonly ko: string };
  readonly commands: readonly string[];
  readonly rows: readonly BenchmarkRow[];
}

export const benchmarks: Benchmarks = results;
