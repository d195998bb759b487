import { BackendError, type Shape } from '@striate/tensor';

/**
 * Where the values of a tensor lie in a texture array. The row-major values are cut into rows of `columns`; a row takes whole texels
 * of four values, and row m lies in layer m mod `layers`, so that one fragment, which writes a texel of each layer, computes the
 * same columns of neighbouring rows: of pixels, where a tensor is an image. Blocks of `layers` rows stand side by side where one
 * below the other would be too high a texture.
 */
export interface Layout {
  readonly columns: number;
  /** Texels a row takes; what is left of the last one is undefined. */
  readonly texels: number;
  readonly rows: number;
  readonly layers: number;
  /** log2 of the blocks side by side. */
  readonly blockShift: number;
  readonly width: number;
  readonly height: number;
}

/** What bounds a layout: attributes of the device. */
export interface LayoutLimits {
  /** Rows a fragment writes: the colour attachments in use. */
  readonly layers: number;
  readonly maxTextureSize: number;
}

/** Rows of `columns` values, in a texture about as wide as high. No values have a row too: there is no texture without texels. */
export function layoutOf(size: number, columns: number, { layers, maxTextureSize }: LayoutLimits): Layout {
  const texels = Math.ceil(columns / 4);
  const rows = Math.max(1, Math.ceil(size / columns));
  const blocks = Math.ceil(rows / layers);
  let blockShift = 0;
  while (
    2 ** blockShift * texels < Math.ceil(blocks / 2 ** blockShift) &&
    2 ** (blockShift + 1) * texels <= maxTextureSize
  )
    blockShift++;
  const width = texels * 2 ** blockShift;
  const height = Math.ceil(blocks / 2 ** blockShift);
  if (width > maxTextureSize || height > maxTextureSize) {
    throw new BackendError(
      `webgl: ${size} values in rows of ${columns} need a texture of ${width} x ${height} texels, the device's limit is ${maxTextureSize} x ${maxTextureSize}`,
    );
  }
  return { columns, texels, rows, layers, blockShift, width, height };
}

/** A vector this long is kept in one row. */
const longestRow = 1024;

/** The columns of values that nothing wants in rows: a power of two, so that 32 to 64 rows waste few layers; of many values, more. */
export function flatColumns(size: number, maxTextureSize = longestRow): number {
  const longest = Math.min(longestRow, maxTextureSize);
  if (size <= longest) return Math.max(1, size);
  return 4 * 2 ** Math.floor(Math.log2(Math.min(longest, size / 4 / 32)));
}

/** The columns a tensor of this shape has where nothing asks for others: its last axis, unless that wastes memory. */
export function naturalColumns(shape: Shape, size: number, { layers, maxTextureSize }: LayoutLimits): number {
  if (size === 0) return 1;
  const columns = shape.at(-1) ?? 1;
  const rows = size / columns;
  const texels = Math.ceil(columns / 4);
  const wide = texels > maxTextureSize;
  const padded = texels * 4 > 1.5 * columns;
  const few = rows < layers && size > 1 << 16;
  return shape.length < 2 || size === 0 || wide || padded || few ? flatColumns(size, maxTextureSize) : columns;
}
