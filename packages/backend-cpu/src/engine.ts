import { Memory, type MemoryOptions } from './memory';
import type { WasmExports } from './wasm/exports.generated';
import { instantiate } from './wasm/instantiate';

/** What kernels run on: the functions of the WebAssembly module and the memory they share. */
export interface Engine {
  readonly wasm: WasmExports;
  readonly memory: Memory;
}

export function createEngine(options?: MemoryOptions): Engine {
  const memory = new Memory(options);
  return { memory, wasm: instantiate(memory.wasm) };
}
