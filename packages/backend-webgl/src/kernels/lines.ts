import { glsl } from '../device/formats';
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

/**
 * A loop in GLSL over values `v` of x, numbers `i` from `first` to `end` of line o of [outer, n]: texel by texel where lines are x's own
 * rows, and `first` a multiple of four.
 */
export function eachOfLine(scalar: 'float' | 'int', areRows: boolean, body: string, at = 'o * n + i'): string {
  if (!areRows) return `for (int i = first; i < end; i++) {\n  ${scalar} v = xElement(${at});\n  ${body}\n}`;
  const lane = (c: string, k: number) =>
    `{\n  int i = 4 * t + ${k};\n  ${scalar} v = four.${c};\n  if (i < end) {\n    ${body}\n  }\n}`;
  return `for (int t = first >> 2; 4 * t < end; t++) {
  ${glsl[scalar].vector} four = xAt(o, t);
  ${[...'xyzw'].map(lane).join('\n')}
}`;
}

/** Keys of values, whole numbers in the same order; NaN is larger than any. Bits are looked at: compilers may assume there is no NaN. */
export const keyOf = {
  float: `
int keyOf(float x) {
  int bits = floatBitsToInt(x);
  if ((bits & 0x7fffffff) > 0x7f800000) return 0x7fffffff;
  // Both zeros are 0.
  return bits >= 0 ? bits : -(bits & 0x7fffffff);
}`,
  int: '\nint keyOf(int x) { return x; }',
};

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

/** How n lines are shared out for each of `outer`, by their shape alone: so many in a slice, a `multiple`. */
export function slicesOf(outer: number, n: number, width: number, multiple = 1): { slices: number; length: number } {
  if (n <= alone) return { slices: 1, length: n };
  const wanted = Math.max(Math.ceil(enough / (outer * Math.ceil(width / 4))), Math.ceil(n / most));
  const length = multiple * Math.ceil(n / Math.min(Math.floor(n / least), wanted) / multiple);
  return { slices: Math.ceil(n / length), length };
}
