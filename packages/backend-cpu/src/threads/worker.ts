// What a worker thread runs. Everything here must stand alone: `scripts/buildWasm.mjs` puts this file, compiled, into a string.

// Words of the control block. The ticket is what threads claim tasks by: the number of the job << 12, and its next task.
export const TICKET = 0;
/** Tasks of the job. */
export const COUNT = 1;
/** Tasks done. The job is over when they all are: nobody waits for a thread that has nothing to do. */
export const DONE = 2;
/** Which kernel, and how many arguments it takes. */
export const KERNEL = 3;
export const ARITY = 4;
/** Set by a task that trapped. */
export const FAILED = 5;
/** Workers that have come to their first wait. */
export const READY = 6;
export const WORDS = 16;
/** The part of a ticket that is the task. A ticket with all its bits set is closed. */
export const TASK = 4095;

/** Looks at the ticket, about 50 microseconds' worth, before a worker goes to sleep. */
const SPINS = 20_000;

/** A kernel of the WebAssembly module. */
export type Kernel = (...args: number[]) => unknown;

/** What a worker is started with. */
export interface Assignment {
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  readonly control: Int32Array;
  readonly args: Float64Array;
  readonly index: number;
  readonly local: number;
}

/** Claims and runs tasks of the current job until none is left. */
export function takeTasks(control: Int32Array, args: Float64Array, kernels: readonly Kernel[]): void {
  const list: number[] = [];
  for (;;) {
    const ticket = Atomics.load(control, TICKET);
    const task = ticket & TASK;
    if (task >= Atomics.load(control, COUNT)) return;
    // Fails if somebody was quicker, or if this job is over: what was read of it then does not matter.
    if (Atomics.compareExchange(control, TICKET, ticket, ticket + 1) !== ticket) continue;
    const arity = control[ARITY];
    const at = task * arity;
    list.length = arity;
    for (let i = 0; i < arity; i++) list[i] = args[at + i];
    try {
      kernels[control[KERNEL]](...list);
    } catch {
      Atomics.store(control, FAILED, 1);
    }
    Atomics.add(control, DONE, 1);
  }
}

/** Serves jobs for ever. */
export function serve({ module, memory, control, args, index, local }: Assignment): void {
  const { exports } = new WebAssembly.Instance(module, { env: { memory, abort: () => {} } });
  const kernels = Object.values(exports) as Kernel[];
  (exports.joinThreads as Kernel)(index, local);
  Atomics.add(control, READY, 1);
  for (let spins = 0; ; spins++) {
    const ticket = Atomics.load(control, TICKET);
    if ((ticket & TASK) < Atomics.load(control, COUNT)) {
      takeTasks(control, args, kernels);
      spins = 0;
    } else if (spins > SPINS) {
      Atomics.wait(control, TICKET, ticket);
      spins = 0;
    }
  }
}
