import { BackendError } from '@striate/tensor';
import { startWorker } from './startWorker';
import {
  ARITY,
  type Assignment,
  COUNT,
  DONE,
  FAILED,
  KERNEL,
  type Kernel,
  READY,
  TASK,
  TICKET,
  takeTasks,
  WORDS,
} from './worker';

/** Numbers that the arguments of a job may take together. */
const ARGUMENTS = 65536;
/** Looks at the count of tasks done before the caller lets another thread have its core. */
const SPINS = 50_000;
/** A word of the control block that never changes. */
const STILL = WORDS - 1;

export type WorkerStarter = (assignment: Assignment, failed: (reason: unknown) => void) => void;

export interface Crew {
  /** How many threads, the calling one included. */
  readonly threads: number;
  readonly module: WebAssembly.Module;
  readonly memory: WebAssembly.Memory;
  /** The kernels of this thread, in the order in which every instance of the module has them. */
  readonly kernels: readonly Kernel[];
  /** Memory of a worker's own. */
  readonly local: () => number;
  readonly start?: WorkerStarter;
}

/**
 * Fork and join over worker threads: a job is one kernel called many times with other arguments. The calling thread works too, and goes on as
 * soon as the tasks are done, whoever did them: a worker that is late, asleep or never started costs nothing. Results cannot
 * depend on the number of threads, as each task is the same call wherever it runs.
 */
export class Threads {
  readonly count: number;
  readonly #crew: Crew;
  readonly #numbers: ReadonlyMap<unknown, number>;
  readonly #control = new Int32Array(new SharedArrayBuffer(WORDS * 4));
  readonly #args = new Float64Array(new SharedArrayBuffer(ARGUMENTS * 8));
  #job = 0;
  #started = false;

  constructor(crew: Crew) {
    this.count = crew.threads;
    this.#crew = crew;
    this.#numbers = new Map(crew.kernels.map((kernel, i) => [kernel, i]));
  }

  /** Workers that have started so far. */
  get ready(): number {
    return Atomics.load(this.#control, READY);
  }

  /** Runs `kernel` once with each list of arguments, in any order and at the same time. The lists have the same length. */
  run(kernel: Kernel, calls: readonly (readonly number[])[]): void {
    if (!this.#started) this.#start();
    const arity = calls[0].length;
    const most = Math.min(TASK - 1, Math.floor(ARGUMENTS / arity));
    for (let from = 0; from < calls.length; from += most)
      this.#runJob(kernel, calls, from, Math.min(calls.length, from + most));
  }

  #runJob(kernel: Kernel, calls: readonly (readonly number[])[], from: number, past: number): void {
    const control = this.#control;
    const args = this.#args;
    const count = past - from;
    this.#job = (this.#job + 1) & 0x7ffff;
    // Closed while the job is written: a late worker's claim on the last job fails from here on.
    Atomics.store(control, TICKET, (this.#job << 12) | TASK);
    const arity = calls[from].length;
    let at = 0;
    for (let i = from; i < past; i++) {
      const call = calls[i];
      for (let k = 0; k < arity; k++) args[at++] = call[k];
    }
    control[KERNEL] = this.#numbers.get(kernel) ?? -1;
    control[ARITY] = arity;
    control[DONE] = 0;
    Atomics.store(control, COUNT, count);
    Atomics.store(control, TICKET, this.#job << 12);
    Atomics.notify(control, TICKET);
    takeTasks(control, args, this.#crew.kernels);
    this.#join(count);
    if (Atomics.exchange(control, FAILED, 0)) throw new BackendError('cpu: a kernel failed on one of the threads');
  }

  #join(count: number): void {
    const control = this.#control;
    for (let spins = 0; Atomics.load(control, DONE) < count; spins++) {
      if (spins < SPINS || !mayWait) continue;
      // Nobody notifies: the time-out only gives the core to a thread that shares it.
      Atomics.wait(control, STILL, 0, 0.05);
    }
  }

  /** On the first job, so that what needs no threads starts none. */
  #start(): void {
    this.#started = true;
    const { threads, module, memory, local, start = startWorker } = this.#crew;
    let warned = false;
    const failed = (reason: unknown) => {
      if (warned) return;
      warned = true;
      const why = reason instanceof Error ? reason.message : String(reason);
      console.warn(`striate: a worker thread could not start (${why}); the CPU backend goes on with fewer threads`);
    };
    for (let index = 1; index < threads; index++) {
      start({ module, memory, control: this.#control, args: this.#args, index, local: local() }, failed);
    }
  }
}

/** A page's main thread may not wait. */
const mayWait = (() => {
  try {
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 1, 0);
    return true;
  } catch {
    return false;
  }
})();
