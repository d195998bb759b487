import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory as memoryInUse } from '@striate/tensor';
import type { Finding, Note } from '../suite';

/** What the garbage collector and the compiler may leave lying about: some 100 bytes a step would already be more. */
const heapTolerance = 1024 ** 2;

/** What is in use after so many steps. */
export interface Reading {
  readonly steps: number;
  /** JavaScript's heap after a full collection. */
  readonly heapBytes: number;
  /** WebAssembly's linear memory, which never shrinks. */
  readonly wasmBytes: number;
  readonly tensorBytes: number;
  readonly tensors: number;
}

/** A row of the memory suite says more than time. */
export interface MemoryFinding extends Finding {
  readonly readings: readonly Reading[];
}

/** What grew between two readings though nothing may. */
export function growth(before: Reading, after: Reading): string[] {
  const grew = (name: string, from: number, to: number, tolerance: number) =>
    to - from > tolerance
      ? [`${name} grew from ${from} to ${to} between ${before.steps} and ${after.steps} steps`]
      : [];
  return [
    ...grew('JavaScript heap', before.heapBytes, after.heapBytes, heapTolerance),
    ...grew('WebAssembly memory', before.wasmBytes, after.wasmBytes, 0),
    ...grew('bytes in tensors', before.tensorBytes, after.tensorBytes, 0),
    ...grew('live tensors', before.tensors, after.tensors, 0),
  ];
}

/** Reads after a full garbage collection, and says what it read. */
export async function read(steps: number, note: Note): Promise<Reading> {
  await collectGarbage();
  const { tensors, bytes, reserved } = memoryInUse();
  const { heapUsed: heapBytes } = process.memoryUsage();
  const reading = { steps, heapBytes, wasmBytes: reserved, tensorBytes: bytes, tensors };
  note(describe(reading));
  return reading;
}

/** Twice, with a pause: finalizers run in between, and what they let go goes the second time. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let i = 0; i < 2; i++) {
    collect();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  collect();
}

function describe({ steps, heapBytes, wasmBytes, tensorBytes, tensors }: Reading): string {
  const mebibytes = (bytes: number) => `${(bytes / 1024 ** 2).toFixed(2)} MiB`;
  return `after ${steps} steps: heap ${mebibytes(heapBytes)}, WebAssembly ${mebibytes(wasmBytes)}, ${tensors} tensors of ${mebibytes(tensorBytes)}`;
}
