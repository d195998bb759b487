// Addresses in the first 8 KiB of linear memory, which the static data (from 8192) and the allocator leave alone.

/** 64 bytes that are always zero: the initial value, or the residual, of a tile that has none. */
export const ZEROS: usize = 64;
/** Four lanes of -Infinity: the lower bound of a tile without ReLU (with it, ZEROS). */
export const NO_FLOOR: usize = memory.data<f32>([-Infinity, -Infinity, -Infinity, -Infinity]);

// Every thread runs an instance of this module of its own on the one memory; what it overwrites lies in 256 bytes of its own.

/** 4 x 8 floats: a tile that hangs over the edge of its matrix is computed here and copied. */
export let edge: usize = 256;
/** 32 bytes of temporaries of elementwise kernels (splatted scalars). */
export let temp: usize = 384;
/** 16 bytes of reduced angles, then 16 of their quadrants. */
export let reduced: usize = 416;
export let quadrants: usize = 432;
/** Which thread this is, from 0: it finds its part of scratch memory for all threads by it. */
export let thread: i32 = 0;

/** Makes this instance the one of thread `index`, with 256 bytes at `local` for itself. */
export function joinThreads(index: i32, local: usize): void {
  thread = index;
  edge = local;
  temp = local + 128;
  reduced = local + 160;
  quadrants = local + 176;
}
