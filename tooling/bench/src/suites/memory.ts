import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { memory as memoryInUse, tensor } from '@striate/tensor';
import { compileNetwork } from '../network/compileNetwork';
import { lenet5 } from '../network/network';
import { makeProblem } from '../network/problem';
import { disposeAll, startBackend } from '../startBackend';
import type { Context, Finding, Findings, Note, Suite } from '../suite';

const batch = 8;
const early = 1000;
const late = 10_000;
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

/** A row of this suite says more than time. */
interface MemoryFinding extends Finding {
  readonly readings: readonly Reading[];
}

async function probe({ threads }: Context, note: Note): Promise<Findings> {
  await startBackend(threads);
  const { images, labels } = makeProblem(lenet5, batch * early);
  const net = compileNetwork(makeProblem(lenet5, batch));
  const x = tensor(images, [batch * early, ...lenet5.inputShape]);
  const y = tensor(labels, [batch * early]);
  const readings: Reading[] = [];
  let [begun, ended] = [0, 0];
  // An epoch is as many steps as there are until the first reading.
  const onEpochEnd = async (epoch: number): Promise<void> => {
    const steps = (epoch + 1) * early;
    if (steps !== early && steps !== late) return;
    ended = performance.now();
    const reading = await read(steps);
    readings.push(reading);
    note(describe(reading));
    if (steps === early) begun = performance.now();
  };
  await net.fit(x, y, { batchSize: batch, epochs: late / early, verbose: 0, callbacks: [{ onEpochEnd }] });
  disposeAll([x, y]);
  const finding: MemoryFinding = {
    oursMs: Number(((ended - begun) / (late - early)).toPrecision(6)),
    peer: null,
    peerMs: null,
    ratio: null,
    readings,
  };
  return { found: [finding], complaints: growth(readings[0], readings[1]) };
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

async function read(steps: number): Promise<Reading> {
  await collectGarbage();
  const { tensors, bytes, reserved } = memoryInUse();
  return { steps, heapBytes: process.memoryUsage().heapUsed, wasmBytes: reserved, tensorBytes: bytes, tensors };
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

export const memory: Suite = {
  name: 'memory',
  about: 'what 10,000 training steps leave behind; fails if anything grew after the first 1,000',
  cases: [{ name: `lenet5-b${batch}`, peers: {}, probe }],
};
