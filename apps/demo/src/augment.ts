import type { Generator, NdArray } from 'striate';

/** How far `augment` may go, each way. */
export interface Augmentation {
  /** Pixels. Default 2. */
  readonly shift?: number;
  /** Default 10. */
  readonly degrees?: number;
  /** A share of the size. Default 0.1. */
  readonly zoom?: number;
}

/**
 * One image `[height, width, 1]`, moved, turned and zoomed by random amounts, its bytes brought to 0 … 1.
 *
 * An affine map about the centre, read backwards: each new pixel looks up where it came from and mixes the four pixels
 * around that place. What lies outside the image is black. Plain typed-array code: no tensor per image.
 */
export function augment(image: NdArray<Uint8Array>, generator: Generator, options: Augmentation = {}) {
  const { shift = 2, degrees = 10, zoom = 0.1 } = options;
  const [height, width] = image.shape;
  const [dx, dy, turn, scale] = generator.uniform(4).map((u) => 2 * u - 1);
  const angle = (turn * degrees * Math.PI) / 180;
  const cos = Math.cos(angle) / (1 + scale * zoom);
  const sin = Math.sin(angle) / (1 + scale * zoom);
  const centerY = (height - 1) / 2;
  const centerX = (width - 1) / 2;
  const data = new Float32Array(height * width);
  for (let row = 0, at = 0; row < height; row++) {
    const v = row - centerY - dy * shift;
    let u = -centerX - dx * shift;
    for (let column = 0; column < width; column++, u++) {
      data[at++] = sample(image.data, height, width, cos * u + sin * v + centerX, cos * v - sin * u + centerY);
    }
  }
  return { data, shape: image.shape };
}

/** The value between the four pixels around (x, y), 0 … 1. */
function sample(pixels: Uint8Array, height: number, width: number, x: number, y: number): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  if (left < -1 || top < -1 || left >= width || top >= height) return 0;
  const at = top * width + left;
  const hasLeft = left >= 0;
  const hasRight = left + 1 < width;
  const a = top >= 0 && hasLeft ? pixels[at] : 0;
  const b = top >= 0 && hasRight ? pixels[at + 1] : 0;
  const c = top + 1 < height && hasLeft ? pixels[at + width] : 0;
  const d = top + 1 < height && hasRight ? pixels[at + width + 1] : 0;
  const upper = a + (b - a) * (x - left);
  const lower = c + (d - c) * (x - left);
  return (upper + (lower - upper) * (y - top)) / 255;
}
