// What the texts of dense convolutions have in common: a fragment computes ROWS consecutive pixels x 4 channels. Fetches take most of
// the time, so that their number for a product counts: 12 for 128 products at least by taps, 22 for 384 where neighbours share them.

/** Sizes of a convolution or of its input gradient. `image` is what is read, `result` what is written. */
export const uniforms = {
  /** Height, width, channels a group, whole texels of them. */
  image: 'ivec4',
  /** Height, width. */
  result: 'ivec2',
  /** Height, width and rows a tap of the filter. */
  filterSize: 'ivec3',
  /** Strides, then dilations. */
  steps: 'ivec4',
  /** Padding before. */
  before: 'ivec2',
  /** Texels a group of the result, of the image. */
  group: 'ivec2',
} as const;

export const inputs = { x: 'float', w: 'float' } as const;

/** Image, line and column of the first pixel of a fragment. */
export const locate = `
  locate();
  int n = outRow / (result.x * result.y);
  int rest = outRow - n * result.x * result.y;
  int line = rest / result.y;
  int column = rest - line * result.y;`;

export const nextPixel = 'if (++column == result.y) { column = 0; if (++line == result.x) { line = 0; n++; } }';

/** The group of a fragment, and its first texel of what is read. */
export const groups = `
  int group0 = outTexel / group.x;
  int first = group0 * group.y;`;
