import { type Backend, bytesPerElement, ValueError } from '@striate/tensor';
import { createEngine } from './engine';
import { createKernels } from './kernels';
import type { Ptr } from './memory';

export interface CpuOptions {
  /**
   * Threads that compute, the calling one included. Default: as many as run at once on the machine. Without `SharedArrayBuffer` (in a page that is
   * not cross-origin isolated) it is always 1. Results do not depend on it.
   */
  threads?: number;
  /** Bytes of memory to take at first. Default 16 MiB. */
  initialMemory?: number;
  /** Bytes of memory it may grow to. Default 4 GiB, the most that WebAssembly addresses. */
  maximumMemory?: number;
}

export interface CpuBackend extends Backend<Ptr> {
  readSync: NonNullable<Backend<Ptr>['readSync']>;
}

/**
 * The CPU backend: WebAssembly SIMD kernels, in Node.js and in the browser. It can be used at once.
 *
 * @throws {BackendError} where the engine has no WebAssembly SIMD.
 *
 * @example
 * await setBackend(cpu());
 */
export function cpu({ threads, initialMemory, maximumMemory }: CpuOptions = {}): CpuBackend {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new ValueError(`cpu: threads must be a whole number >= 1, got ${threads}`);
  }
  const engine = createEngine({ threads, initial: initialMemory, maximum: maximumMemory });
  const { memory, prepared } = engine;
  return {
    name: 'cpu',
    kernels: createKernels(engine),
    ready: Promise.resolve(),
    alloc: (dtype, size) => memory.alloc(size * bytesPerElement[dtype]),
    free: (buffer) => {
      prepared.freed(buffer);
      memory.free(buffer);
    },
    write: (buffer, data) => {
      prepared.changed(buffer);
      memory.write(buffer, data);
    },
    read: async (buffer, dtype, size) => memory.read(buffer, dtype, size),
    readSync: (buffer, dtype, size) => memory.read(buffer, dtype, size),
    memory: () => ({ bytes: memory.bytes, reserved: memory.reserved }),
  };
}
