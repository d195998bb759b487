import { type Backend, bytesPerElement, ValueError } from '@striate/tensor';
import { createEngine } from './engine';
import { createKernels } from './kernels';
import { OutOfMemory, type Ptr } from './memory';

export interface CpuOptions {
  /**
   * Threads that compute, the calling one included. Default: as many as run at once on the machine. Without `SharedArrayBuffer` (in a page that is
   * not cross-origin isolated) it is always 1. Results do not depend on it.
   */
  threads?: number;
  /**
   * Whether to multiply and add in one rounding where the engine has relaxed SIMD (up to twice as fast). Numbers then differ in their last digits from
   * those of an engine that has not: `false` gives the same everywhere. Default true.
   */
  relaxedSimd?: boolean;
  /**
   * The side of the largest tile of outputs that a 3x3 convolution computes at once (Winograd's minimal filtering; Lavin and Gray, 2016,
   * https://arxiv.org/abs/1509.09308). 6 makes them up to 15 % faster on large images, for four times the rounding error (4e-6 of the
   * result with 128 channels, not 1e-6) and nearly twice the memory of transformed filters; it is used where it pays, forward and for
   * the gradient of the input. Default 4.
   */
  winogradTile?: 4 | 6;
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
 * @throws {ValueError} for options other than these.
 *
 * @example
 * await setBackend(cpu());
 */
export function cpu({ threads, relaxedSimd, winogradTile, initialMemory, maximumMemory }: CpuOptions = {}): CpuBackend {
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1)) {
    throw new ValueError(`cpu: threads must be a whole number >= 1, got ${threads}`);
  }
  if (winogradTile !== undefined && winogradTile !== 4 && winogradTile !== 6) {
    throw new ValueError(`cpu: winogradTile must be 4 or 6, got ${winogradTile}`);
  }
  const engine = createEngine({ threads, relaxedSimd, winogradTile, initial: initialMemory, maximum: maximumMemory });
  const { memory, prepared } = engine;
  return {
    name: 'cpu',
    // A multiple of 4, as draws of random numbers begin at.
    elementsAtATime: 1 << 15,
    kernels: createKernels(engine),
    ready: Promise.resolve(),
    alloc: (dtype, size) => {
      const bytes = size * bytesPerElement[dtype];
      try {
        return memory.alloc(bytes);
      } catch (error) {
        if (!(error instanceof OutOfMemory) || prepared.bytes === 0) throw error;
        // What is kept of weights can be made again.
        prepared.clear();
        return memory.alloc(bytes);
      }
    },
    free: (buffer) => {
      prepared.forget(buffer);
      memory.free(buffer);
    },
    write: (buffer, data) => {
      prepared.forget(buffer);
      memory.write(buffer, data);
    },
    read: async (buffer, dtype, size) => memory.read(buffer, dtype, size),
    readSync: (buffer, dtype, size) => memory.read(buffer, dtype, size),
    memory: () => ({ bytes: memory.bytes, reserved: memory.reserved }),
  };
}
