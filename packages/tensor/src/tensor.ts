import type { Backend, View } from './backend';
import type { DType, TypedArray } from './dtype';
import { BackendError, StriateError } from './errors';
import { disown, own } from './scope';
import { format, type Shape, sizeOf } from './shape';
import type { Storage } from './storage';
import { isRecorded } from './tape';

/** Nested arrays of the values of a tensor. */
export type NestedArray = number | boolean | NestedArray[];

let liveTensors = 0;

/** Number of tensors that hold memory. */
export function tensorCount(): number {
  return liveTensors;
}

/**
 * An n-dimensional array that lives on a backend. Its values never change; ops make new tensors.
 *
 * Nobody has to dispose of one: scopes (`fit`, `predict`, a gradient, `scope(...)`) free what was made in them,
 * and the garbage collector is the net for the rest. `using x = …` frees at the end of a block.
 */
export class Tensor implements View<unknown>, Disposable {
  readonly shape: Shape;
  readonly dtype: DType;
  readonly size: number;
  /** Shared with `releaser`, which must not hold on to the tensor itself, and follows a variable's changes. */
  readonly #slot: { storage: Storage | undefined };

  /** Takes over one reference to `storage`. Users make tensors with `tensor`, `zeros`, … */
  constructor(storage: Storage, shape: Shape, dtype: DType, size = sizeOf(shape)) {
    this.shape = shape;
    this.dtype = dtype;
    this.size = size;
    this.#slot = { storage };
    liveTensors++;
    own(this);
  }

  get rank(): number {
    return this.shape.length;
  }

  /** Counts the changes of a `Variable`; 0 for every other tensor. */
  get version(): number {
    return 0;
  }

  get disposed(): boolean {
    return this.#slot.storage === undefined;
  }

  /** The shared memory behind the tensor. */
  get storage(): Storage {
    const { storage } = this.#slot;
    if (!storage) {
      throw new StriateError(
        `tensor ${format(this.shape)} was freed: its scope has ended, or it was disposed. Return it from the scope, or keep() it`,
      );
    }
    return storage;
  }

  /** The backend's handle of the memory. */
  get buffer(): unknown {
    return this.storage.buffer;
  }

  get backend(): Backend {
    return this.storage.backend;
  }

  /** The values, row-major, in a fresh typed array. */
  async data(): Promise<TypedArray> {
    const { backend, buffer } = this.storage;
    return backend.read(buffer, this.dtype, this.size);
  }

  /** The values at once, where the backend can (the CPU can). */
  dataSync(): TypedArray {
    const { backend, buffer } = this.storage;
    if (!backend.readSync)
      throw new BackendError(`backend '${backend.name}' reads asynchronously only: use await t.data()`);
    return backend.readSync(buffer, this.dtype, this.size);
  }

  /** The values as nested arrays; a scalar gives a number. */
  async array(): Promise<NestedArray> {
    return nest(await this.data(), this.shape, this.dtype);
  }

  /** The only value of a tensor of one element. */
  async item(): Promise<number> {
    if (this.size !== 1)
      throw new StriateError(`item: the tensor has ${this.size} elements, shape ${format(this.shape)}; use data()`);
    return (await this.data())[0];
  }

  /** A function that frees this tensor's share of the memory, once, and does not hold on to the tensor itself. */
  releaser(): () => void {
    const slot = this.#slot;
    return () => {
      if (!slot.storage) return;
      liveTensors--;
      slot.storage.release();
      slot.storage = undefined;
    };
  }

  /** Frees the memory now. Harmless twice. What an open gradient tape recorded is freed with the tape. */
  dispose(): void {
    if (this.disposed || isRecorded(this)) return;
    disown(this);
    this.releaser()();
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  toString(): string {
    return `Tensor ${this.dtype} ${format(this.shape)}${this.disposed ? ' (freed)' : ''}`;
  }

  /** Puts other memory under the tensor: how a `Variable` changes. */
  protected replaceStorage(storage: Storage): void {
    this.#slot.storage?.release();
    this.#slot.storage = storage;
  }
}

function nest(data: TypedArray, shape: Shape, dtype: DType): NestedArray {
  let at = 0;
  const level = (axis: number): NestedArray => {
    if (axis === shape.length) return dtype === 'bool' ? data[at++] !== 0 : data[at++];
    return Array.from({ length: shape[axis] }, () => level(axis + 1));
  };
  return level(0);
}
