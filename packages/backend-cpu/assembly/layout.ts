// Fixed addresses in the first 8 KiB of linear memory, which the static data (from 8192) and the allocator leave alone.

/** 64 bytes that are always zero: the initial value, or the residual, of a tile that has none. */
export const ZEROS: usize = 64;
/** Four lanes of -Infinity: the lower bound of a tile without ReLU (with it, ZEROS). */
export const NO_FLOOR: usize = memory.data<f32>([-Infinity, -Infinity, -Infinity, -Infinity]);
/** 4 x 8 floats: a tile that hangs over the edge of its matrix is computed here and copied. */
export const EDGE: usize = 256;
/** Small temporaries of elementwise kernels (splatted scalars). */
export const TEMP: usize = 512;
