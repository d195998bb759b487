import { Memory, type MemoryOptions } from './memory';
import { Prepared } from './Prepared';
import { availableParallelism, canShareMemory } from './threads/startWorker';
import { Threads } from './threads/Threads';
import type { Kernel } from './threads/worker';
import type { WasmExports } from './wasm/exports.generated';
import { compile, hasRelaxedSimd, instantiate } from './wasm/instantiate';

/** What kernels run on: the functions of the WebAssembly module, the memory they share, and threads. */
export interface Engine {
  readonly wasm: WasmExports;
  readonly memory: Memory;
  /** What is kept of weights. */
  readonly prepared: Prepared;
  /** How many threads there are; scratch memory that each needs for itself is taken so many times. */
  readonly threads: number;
  /** The largest side of a Winograd tile of outputs. */
  readonly winogradTile: 4 | 6;
  /** Worker threads that have started so far. */
  readonly workers: number;
  /**
   * Runs a kernel once with each list of arguments, by all threads. The calls must not depend on each other, nor on the number
   * of threads, so that results do not either.
   */
  parallel<A extends number[]>(kernel: (...args: A) => unknown, calls: readonly Readonly<A>[]): void;
}

export interface EngineOptions extends MemoryOptions {
  /** Default: as many as run at once here; 1 where memory cannot be shared. */
  readonly threads?: number;
  /** Whether to use relaxed SIMD where the engine has it. Default true. */
  readonly relaxedSimd?: boolean;
  /** Default 4. */
  readonly winogradTile?: 4 | 6;
}

/** Bytes of a thread's own, as assembly/layout.ts has them. */
const LOCAL = 512;

export function createEngine({
  threads = availableParallelism(),
  relaxedSimd = true,
  winogradTile = 4,
  ...options
}: EngineOptions = {}): Engine {
  const shared = threads > 1 && canShareMemory();
  const memory = new Memory({ ...options, shared });
  const module = compile({ shared, relaxed: relaxedSimd && hasRelaxedSimd() });
  const wasm = instantiate(module, memory.wasm);
  const kernels = Object.values(wasm) as Kernel[];
  const team = shared
    ? new Threads({ threads, module, memory: memory.wasm, kernels, local: () => memory.alloc(LOCAL) })
    : undefined;
  return {
    wasm,
    memory,
    prepared: new Prepared(memory),
    threads: shared ? threads : 1,
    winogradTile,
    get workers() {
      return team?.ready ?? 0;
    },
    parallel: (kernel, calls) => {
      if (team && calls.length > 1) team.run(kernel as unknown as Kernel, calls);
      else for (const call of calls) kernel(...call);
    },
  };
}
