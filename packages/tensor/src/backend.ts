import type { DType, TypedArray } from './dtype';
import { BackendError } from './errors';
import type { InPlaceOp } from './inPlaceOp';
import type { Op, Tuple } from './op';
import type { inPlace, optional, required } from './primitives';
import type { Shape } from './shape';

/** What a kernel sees of a tensor: dense, row-major, channels last. */
export interface View<B> {
  /** The backend's own handle of the memory: a pointer, a texture. */
  readonly buffer: B;
  readonly shape: Shape;
  readonly dtype: DType;
  /** Number of elements, the product of `shape`. */
  readonly size: number;
}

/** A kernel of op `O`: reads `inputs`, fills `out`, whose memory is allocated and uninitialised. */
export type Kernel<O, B> =
  O extends Op<infer P, infer N> ? (inputs: Tuple<View<B>, N>, out: View<B>, params: P) => void : never;

/** A kernel that overwrites its leading inputs: an update of variables. */
export type InPlaceKernel<O, B> =
  O extends InPlaceOp<infer P, infer N> ? (views: Tuple<View<B>, N>, params: P) => void : never;

/** Every kernel of a backend: a required one that is missing is a compile error; the rest falls back to `compose`. */
export type Kernels<B> = { readonly [K in keyof typeof required]: Kernel<(typeof required)[K], B> } & {
  readonly [K in keyof typeof optional]?: Kernel<(typeof optional)[K], B>;
} & { readonly [K in keyof typeof inPlace]?: InPlaceKernel<(typeof inPlace)[K], B> };

/** Where tensors live and ops run. A backend is a value; this package never names one. */
export interface Backend<B = unknown> {
  readonly name: string;
  readonly kernels: Kernels<B>;
  /** Settles when the backend is at full strength (its device found, its programs compiled). */
  readonly ready: Promise<void>;
  /** Elements of a long chain of elementwise ops that are best computed at a time: what its caches hold. Default: all. */
  readonly elementsAtATime?: number;
  /** Memory for `size` elements; throws BackendError, and stays usable, when there is none. */
  alloc(dtype: DType, size: number): B;
  free(buffer: B): void;
  /** Copies host values in. */
  write(buffer: B, data: TypedArray): void;
  /** Copies `size` elements out, into a fresh array. */
  read(buffer: B, dtype: DType, size: number): Promise<TypedArray>;
  /** The same at once, where the backend can. */
  readSync?(buffer: B, dtype: DType, size: number): TypedArray;
  memory(): BackendMemory;
  /**
   * Of a backend whose device can be lost. An op or a read that meets a lost device throws DeviceLostError. This settles when the
   * device works again, at once if it does; it rejects with BackendError if the device does not come back. From then on buffers
   * that were written from the host, or preserved, are valid again by themselves; what the device had computed is gone, and using
   * it throws DeviceLostError.
   */
  restored?(): Promise<void>;
  /** Keeps a copy of a buffer's values on the host, until they are overwritten or freed: a lost device does not take them. */
  preserve?(buffer: B): Promise<void>;
  /** Begins to time what the device does; the function that it returns ends that, and gives every single time, for `profile`. */
  startProfile?(): () => Promise<readonly OpTime[]>;
}

/** What one run of an op took. */
export interface OpTime {
  readonly name: string;
  readonly ms: number;
}

export interface BackendMemory {
  /** Bytes in live buffers. */
  readonly bytes: number;
  /** Bytes the backend holds from the system, its free lists included. */
  readonly reserved: number;
  /** Textures that hold them, where they are such. */
  readonly textures?: number;
  /** The most bytes there ever were in `reserved`, where the backend counts that. */
  readonly peak?: number;
}

let current: Backend | undefined;
let fallback: (() => Backend) | undefined;

/**
 * Makes `backend` the one that new tensors live on, and waits until it is at full strength.
 *
 * @example
 * await setBackend(cpu());
 */
export async function setBackend<B>(backend: Backend<B>): Promise<void> {
  current = backend as unknown as Backend; // a backend only ever meets its own buffers: run() checks
  await current.ready;
}

/** Says how to make a backend should an op run before `setBackend`: the umbrella package's choice. */
export function setDefaultBackend<B>(create: () => Backend<B>): void {
  fallback = create as () => unknown as () => Backend;
}

/** The backend new tensors live on. */
export function getBackend(): Backend {
  if (!current) {
    if (!fallback) {
      throw new BackendError(
        "no backend: call `await setBackend(cpu())` with cpu from '@striate/backend-cpu', or import 'striate'",
      );
    }
    current = fallback();
  }
  return current;
}
