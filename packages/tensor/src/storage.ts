import type { Backend } from './backend';
import type { DType } from './dtype';

let liveBytes = 0;
let liveStorages = 0;

/** A piece of backend memory, shared by the tensors that are views of it (a reshape, a stopped gradient). */
export class Storage {
  readonly backend: Backend;
  readonly buffer: unknown;
  readonly #bytes: number;
  #refs = 1;

  constructor(backend: Backend, buffer: unknown, bytes: number) {
    this.backend = backend;
    this.buffer = buffer;
    this.#bytes = bytes;
    liveBytes += bytes;
    liveStorages++;
  }

  get shared(): boolean {
    return this.#refs > 1;
  }

  retain(): this {
    this.#refs++;
    return this;
  }

  release(): void {
    if (--this.#refs > 0) return;
    liveBytes -= this.#bytes;
    liveStorages--;
    this.backend.free(this.buffer);
  }
}

/** Allocates memory for `size` elements. */
export function allocate(backend: Backend, dtype: DType, size: number): Storage {
  const bytes = size * (dtype === 'float32' || dtype === 'int32' ? 4 : 1);
  return new Storage(backend, backend.alloc(dtype, size), bytes);
}

/** Live buffers over all backends. */
export function storageCounts(): { buffers: number; bytes: number } {
  return { buffers: liveStorages, bytes: liveBytes };
}
