import type { Memory, Ptr } from './memory';

interface Entry {
  readonly sources: readonly Ptr[];
  readonly key: string;
  bytes: number;
  /** 0 until it is kept. */
  pointer: Ptr;
  /** How often it was asked for and not kept. */
  met: number;
}

/** Weights in training are met so often before they change: by the forward pass of a step, which may ask twice. */
const MEETINGS = 2;

/**
 * What kernels make of weights before they use them (packed panels, Winograd's planes), kept from call to call. It is found by the
 * address of the weights, and dropped as soon as these are overwritten or freed. Weights that are being trained change before they are used
 * again, so for them it is made in scratch memory until they are met twice without a change.
 */
export class Prepared {
  readonly #memory: Memory;
  readonly #entries = new Map<Ptr, Map<string, Entry>>();
  /** Weights that have changed in place. */
  readonly #changing = new Set<Ptr>();
  #bytes = 0;

  constructor(memory: Memory) {
    this.#memory = memory;
  }

  /** Bytes kept. */
  get bytes(): number {
    return this.#bytes;
  }

  /**
   * The address of what `make` writes to the `bytes` bytes it is given, from the memory at `sources` (the weights first; 0 is none). It
   * is valid until the kernel ends. `key` tells apart what is made of the same sources.
   */
  get(sources: readonly Ptr[], key: string, bytes: number, make: (to: Ptr) => void): Ptr {
    const entry = this.#entry(sources, key);
    if (entry.pointer) return entry.pointer;
    if (!this.keeps(sources, key)) {
      const pointer = this.#memory.scratch(bytes);
      make(pointer);
      return pointer;
    }
    entry.pointer = this.#memory.alloc(bytes);
    entry.bytes = bytes;
    this.#bytes += bytes;
    make(entry.pointer);
    return entry.pointer;
  }

  /** Whether `get` has kept this or is about to: if not, a kernel may have a better way than making all of it. */
  keeps(sources: readonly Ptr[], key: string): boolean {
    const entry = this.#entry(sources, key);
    if (entry.pointer || !this.#changing.has(sources[0])) return true;
    entry.met++;
    return entry.met > MEETINGS;
  }

  #entry(sources: readonly Ptr[], key: string): Entry {
    const name = sources.length > 1 ? `${key} ${sources.join(' ')}` : key;
    let entry = this.#entries.get(sources[0])?.get(name);
    if (!entry) {
      entry = { sources, key: name, bytes: 0, pointer: 0, met: 0 };
      for (const source of sources) if (source) this.#under(source).set(name, entry);
    }
    return entry;
  }

  #under(source: Ptr): Map<string, Entry> {
    let entries = this.#entries.get(source);
    if (!entries) {
      entries = new Map();
      this.#entries.set(source, entries);
    }
    return entries;
  }

  /** To be called when the memory at `source` is overwritten. */
  changed(source: Ptr): void {
    this.#changing.add(source);
    this.#drop(source);
  }

  /** To be called when the memory at `source` is freed. */
  freed(source: Ptr): void {
    this.#changing.delete(source);
    this.#drop(source);
  }

  /** Drops everything, for when memory is short. */
  clear(): void {
    for (const source of [...this.#entries.keys()]) this.#drop(source);
  }

  #drop(source: Ptr): void {
    const entries = this.#entries.get(source);
    if (!entries) return;
    for (const { sources, key, bytes, pointer } of entries.values()) {
      for (const other of sources) {
        const of = this.#entries.get(other);
        of?.delete(key);
        if (of?.size === 0) this.#entries.delete(other);
      }
      if (!pointer) continue;
      this.#memory.free(pointer);
      this.#bytes -= bytes;
    }
  }
}
