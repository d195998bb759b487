import type { Generator, NdArray } from 'striate';

/** How far `augment` may go, each way. */
export interface Augmentation {
  /** Pixels. Default 2. */
  readonly shift?: number;
  /** Default 15. */
  readonly degrees?: number;
  /** A share of the size. Default 0.15. */
  readonly zoom?: number;
  /** How far a pixel moves sideways for each pixel up or down: slanted handwriting. Default 0.3. */
  readonly shear?: number;
}

/**
 * One image `[height, width, 1]`, moved, turned, zoomed and slanted by random amounts, its bytes brought to 0 … 1.
 *
 * An affine map about the centre, read backwards: each new pixel looks up where it came from and mixes the four pixels
 * around that place. What lies outside the image is black. Plain typed-array code: no tensor per image.
 */
export function augment(image: NdArray<Uint8Array>, generator: Generator, options: Augmentation = {}) {
  const { shift = 2, degrees = 15, zoom = 0.15, shear = 0.3 } = options;
  const [height, width] = image.shape;
  const [dx, dy, turn, scale, slant] = generator.uniform(5).map((u) => 2 * u - 1);
  const angle = (turn * degrees * Math.PI) / 180;
  const cos = Math.cos(angle) / (1 + scale * zoom);
  const sin = Math.sin(angle) / (1 + scale * zoom);
  const centerY = (height - 1) / 2;
  const centerX = (width - 1) / 2;
  const data = new Float32Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    const v = row - centerY - dy * shift;
    let u = -centerX - dx * shift + v * slant * shear;
    for (let column = 0; column < width; column++, u++) {
      data[at++] = sample(image.data, height, width, cos * u + sin * v + centerX, cos * v - sin * u + centerY);
    }
  }
  return { data, shape: image.shape };
}

/** The value between the four pixels around (x, y), 0 … 1. */
function sample(pixels: Uint8Array, height: number, width: number, x: number, y: number): number {
  // Adding 1 first makes the truncation a floor for all that is in reach of the image.
  const left = ((x + 1) | 0) - 1;
  const top = ((y + 1) | 0) - 1;
  if (!(x > -1 && y > -1 && left < width && top < height)) return 0;
  const at = top * width + left;
  const isInside = left >= 0 && top >= 0 && left + 1 < width && top + 1 < height;
  const a = isInside || (left >= 0 && top >= 0) ? pixels[at] : 0;
  const b = isInside || (left + 1 < width && top >= 0) ? pixels[at + 1] : 0;
  const c = isInside || (left >= 0 && top + 1 < height) ? pixels[at + width] : 0;
  const d = isInside || (left + 1 < width && top + 1 < height) ? pixels[at + width + 1] : 0;
  const upper = a + (b - a) * (x - left);
  const lower = c + (d - c) * (x - left);
  return (upper + (lower - upper) * (y - top)) / 255;
}
