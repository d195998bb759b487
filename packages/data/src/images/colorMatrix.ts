import type { NdArray } from '../ndArray';
import type { Region } from './Region';

/**
 * Four columns of four numbers: a color `[r, g, b]` becomes `r * column 0 + g * column 1 + b * column 2 + column 3`, of which the
 * fourth number does not count.
 */
export type ColorMatrix = Float32Array;

/** Factors; 1 leaves the image as it is. */
export interface ColorFactors {
  readonly brightness: number;
  readonly contrast: number;
  readonly saturation: number;
}

/** Luma of ITU-R BT.601. */
const luma = [0.299, 0.587, 0.114] as const;

/**
 * Brightness, then contrast about the mean luma of the brightened image, then saturation, as torchvision's ColorJitter has them, in
 * one matrix; so nothing is cut off between them. `means` are those of red, green and blue.
 */
export function colorMatrix(factors: ColorFactors, means: readonly [number, number, number]): ColorMatrix {
  const { brightness, contrast, saturation } = factors;
  const matrix = new Float32Array(16);
  const gain = brightness * contrast;
  const mean = luma.reduce((sum, share, channel) => sum + share * means[channel], 0);
  for (let column = 0; column < 3; column++) {
    for (let row = 0; row < 3; row++) {
      matrix[4 * column + row] = gain * ((1 - saturation) * luma[column] + (row === column ? saturation : 0));
    }
  }
  // The luma of a grey is that grey: saturation leaves the offset alone.
  matrix.fill((1 - contrast) * brightness * mean, 12, 15);
  return matrix;
}

/** The means of red, green and blue over a part of an image, of some thousand pixels in rows and columns. */
export function meanColor({ data, shape }: NdArray, region: Region): [number, number, number] {
  const [, width, channels] = shape;
  const step = Math.max(1, Math.floor(Math.sqrt((region.height * region.width) / 2048)));
  let [red, green, blue, count] = [0, 0, 0, 0];
  for (let y = region.top; y < region.top + region.height; y += step) {
    for (let x = region.left; x < region.left + region.width; x += step, count++) {
      const at = (y * width + x) * channels;
      red += data[at];
      green += data[at + 1];
      blue += data[at + 2];
    }
  }
  return [red / count, green / count, blue / count];
}
