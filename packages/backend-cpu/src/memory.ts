import { BackendError, bytesPerElement, type DType, type TypedArray } from '@striate/tensor';

/** A byte address in linear memory. */
export type Ptr = number;

const PAGE = 65536;
/** The first page holds the kernels' static data and temporaries. */
const FIRST = PAGE;
/** Kernels read, but never write, up to this many bytes past the end of a tensor. */
const SPARE = 64;
/** Where kernels find small tables of numbers written just before the call; 2 KiB. */
const TABLE = 2048;
/** Blocks from this size on are moved apart by a few cache lines, or large tensors would all start in the same cache sets. */
const LARGE = 4096;
const STAGGER = 192;

/** The size class of a request: multiples of 64 bytes, four classes to each power of two. Never less than asked. */
export function sizeClass(bytes: number): number {
  if (bytes <= 256) return Math.max(64, Math.ceil(bytes / 64) * 64);
  const step = 2 ** (Math.floor(Math.log2(bytes)) - 2);
  return Math.ceil(bytes / step) * step;
}

export interface MemoryOptions {
  /** Bytes to take from the system at first. Default 16 MiB. */
  readonly initial?: number;
  /** Bytes it may grow to. Default, and most that a 32-bit address reaches, 4 GiB. */
  readonly maximum?: number;
  /** Whether threads can see it. Default false. */
  readonly shared?: boolean;
}

/**
 * Linear memory and its allocator: free lists of size classes, refilled from the end. Freed blocks keep their class, so a training
 * loop, which asks for the same sizes again and again, finds every block it needs after its first step.
 */
export class Memory {
  readonly wasm: WebAssembly.Memory;
  readonly #free = new Map<number, Ptr[]>();
  readonly #classes = new Map<Ptr, number>();
  readonly #scratch: Ptr[] = [];
  #next = FIRST;
  #bytes = 0;
  // Growing detaches the buffer, so these are made anew then: never keep one across an allocation.
  #f32!: Float32Array;
  #i32!: Int32Array;
  #u8!: Uint8Array;

  constructor({ initial = 256 * PAGE, maximum = 65536 * PAGE, shared = false }: MemoryOptions = {}) {
    const most = Math.min(65536, Math.floor(maximum / PAGE));
    const pages = Math.min(most, Math.max(2, Math.ceil(initial / PAGE)));
    this.wasm = new WebAssembly.Memory({ initial: pages, maximum: most, shared });
    this.#refresh();
  }

  /** Bytes in live blocks, spare bytes and rounding included. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Size of the linear memory. */
  get reserved(): number {
    return this.#u8.byteLength;
  }

  alloc(bytes: number): Ptr {
    const size = sizeClass(bytes + SPARE);
    const list = this.#free.get(size);
    const pointer = list?.pop() ?? this.#extend(size, bytes);
    this.#classes.set(pointer, size);
    this.#bytes += size;
    return pointer;
  }

  free(pointer: Ptr): void {
    const size = this.#classes.get(pointer);
    if (size === undefined) throw new BackendError(`cpu: address ${pointer} is not allocated, or was freed before`);
    this.#classes.delete(pointer);
    this.#bytes -= size;
    const list = this.#free.get(size);
    if (list) list.push(pointer);
    else this.#free.set(size, [pointer]);
  }

  /** Memory for the rest of one kernel; `release` gives all of it back. */
  scratch(bytes: number): Ptr {
    try {
      const pointer = this.alloc(bytes);
      this.#scratch.push(pointer);
      return pointer;
    } catch (error) {
      this.release();
      throw error;
    }
  }

  release(): void {
    for (const pointer of this.#scratch) this.free(pointer);
    this.#scratch.length = 0;
  }

  /** Writes a short table of whole numbers where kernels take one, from number `from` on, and returns its address. */
  table(values: ArrayLike<number>, from = 0): Ptr {
    const at = TABLE / 4 + from;
    for (let i = 0; i < values.length; i++) this.#i32[at + i] = values[i];
    return at * 4;
  }

  /** The whole memory as 32-bit integers; valid until the next allocation. */
  get int32(): Int32Array {
    return this.#i32;
  }

  write(pointer: Ptr, data: TypedArray): void {
    if (data instanceof Float32Array) this.#f32.set(data, pointer / 4);
    else if (data instanceof Int32Array) this.#i32.set(data, pointer / 4);
    else this.#u8.set(data, pointer);
  }

  /** Copies elements out. */
  read(pointer: Ptr, dtype: DType, size: number): TypedArray {
    const from = pointer / bytesPerElement[dtype];
    if (dtype === 'float32') return this.#f32.slice(from, from + size);
    if (dtype === 'int32') return this.#i32.slice(from, from + size);
    return this.#u8.slice(from, from + size);
  }

  #extend(size: number, asked: number): Ptr {
    const pointer = this.#next;
    const end = pointer + size + (size >= LARGE ? STAGGER : 0);
    if (end > this.reserved && !this.#grow(end)) return this.#reuseLarger(size, asked);
    this.#next = end;
    return pointer;
  }

  /** When memory cannot grow, a larger free block serves as well. */
  #reuseLarger(size: number, asked: number): Ptr {
    let best: number | undefined;
    for (const [candidate, list] of this.#free) {
      if (candidate >= size && list.length > 0 && (best === undefined || candidate < best)) best = candidate;
    }
    if (best === undefined) {
      const { bytes, reserved } = this;
      throw new BackendError(
        `cpu: no memory for ${asked} bytes: ${bytes} bytes in use, ${reserved} bytes reserved, and it cannot grow further`,
      );
    }
    // It goes back, when freed, as a block of the class it was asked for: its tail is lost, which a full memory cannot help.
    return this.#free.get(best)?.pop() ?? 0;
  }

  #grow(end: number): boolean {
    const now = this.reserved / PAGE;
    const needed = Math.ceil(end / PAGE);
    // A quarter more at a time, so that growing is rare; exactly what is needed where that fails.
    for (const target of [Math.max(needed, Math.ceil(now * 1.25)), needed]) {
      try {
        this.wasm.grow(target - now);
        this.#refresh();
        return true;
      } catch {
        // RangeError: past the maximum, or the system refused.
      }
    }
    return false;
  }

  #refresh(): void {
    const { buffer } = this.wasm;
    this.#f32 = new Float32Array(buffer);
    this.#i32 = new Int32Array(buffer);
    this.#u8 = new Uint8Array(buffer);
  }
}
