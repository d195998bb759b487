import type { Texture } from '../device/TexturePool';
import type { Gpu, GpuView } from '../Gpu';
import { naturalColumns } from '../layout';

/** Whether lines of `width` values begin at texels of their own in rows of `columns`, one after the other. */
export function isAligned(columns: number, width: number): boolean {
  return columns === width || (columns % 4 === 0 && width % 4 === 0);
}

/** The columns in which `lines` of `width` values are to be written: lines are rows, unless those are too wide for a texture. */
export function lineColumns(gpu: Gpu, lines: number, width: number): number {
  const natural = naturalColumns([lines, width], lines * width, gpu.device);
  const fits = Math.ceil(width / 4) <= gpu.device.maxTextureSize;
  return isAligned(natural, width) || !fits ? natural : width;
}

/** The values of a tensor as it lies, and whether its lines begin at texels of their own. */
export function lineTexture(
  gpu: Gpu,
  x: GpuView,
  lines: number,
  width: number,
): { readonly texture: Texture; readonly whole: boolean } {
  const isWhole = (columns: number) => isAligned(columns, width) || (lines === 1 && columns % 4 === 0);
  const columns = gpu.columnsOf(x);
  // What is not on the device yet can go there in any layout.
  const texture = x.buffer.host && !isWhole(columns) ? gpu.texture(x, lineColumns(gpu, lines, width)) : gpu.texture(x);
  return { texture, whole: isWhole(texture.layout.columns) };
}

/** Lines that a fragment adds up, where there are few sums: more are shared out, */
const alone = 128;
/** … so that this many fragments (rows, in truth: a fragment has several) have something to do, */
const enough = 16384;
/** … each with so many lines at least and at most. */
const [least, most] = [16, 512];

/** How n lines are shared out for each of `outer`, by their shape alone. */
export function slicesOf(outer: number, n: number, width: number): { slices: number; length: number } {
  if (n <= alone) return { slices: 1, length: n };
  const wanted = Math.max(Math.ceil(enough / (outer * Math.ceil(width / 4))), Math.ceil(n / most));
  const length = Math.ceil(n / Math.min(Math.floor(n / least), wanted));
  return { slices: Math.ceil(n / length), length };
}
