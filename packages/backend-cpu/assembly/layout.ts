// Addresses in the first 8 KiB of linear memory, which the static data (from 8192) and the allocator leave alone.

/** 64 bytes that are always zero: the initial value, or the residual, of a tile that has none. */
export const ZEROS: usize = 64;
/** Four lanes of -Infinity: the lower bound of a tile without ReLU (with it, ZEROS). */
export const NO_FLOOR: usize = memory.data<f32>([-Infinity, -Infinity, -Infinity, -Infinity]);

// Every thread runs an instance of this module of its own on the one memory; what it overwrites lies in 512 bytes of its own.

/** 4 x 8 floats: a tile that hangs over the edge of its matrix is computed here and copied. */
export let edge: usize = 256;
/** The residual of such a tile. */
export let edgeResidual: usize = 384;
/** 32 bytes of temporaries of elementwise kernels (splatted scalars). */
export let temp: usize = 512;
/** 16 bytes of reduced angles, then 16 of their quadrants. */
export let reduced: usize = 544;
export let quadrants: usize = 560;
/** Which thread this is, from 0: it finds its part of scratch memory for all threads by it. */
export let thread: i32 = 0;

/** Makes this instance the one of thread `index`, with 512 bytes at `local` for itself. */
export function joinThreads(index: i32, local: usize): void {
  thread = index;
  edge = local;
  edgeResidual = local + 128;
  temp = local + 256;
  reduced = local + 288;
  quadrants = local + 304;
}

/** This thread's part of scratch memory that has `stride` bytes for each. */
// @ts-ignore: decorator
@inline
export function own(scratch: usize, stride: usize): usize {
  return scratch + <usize>thread * stride;
}
