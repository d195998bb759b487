/** Where a map lies in values of shape [height, width, channels], and how strong its colours are. */
export interface PaintMapOptions {
  readonly width: number;
  readonly height: number;
  /** How many channels lie side by side. Default 1. */
  readonly channels?: number;
  /** Which of them is painted. Default 0. */
  readonly channel?: number;
  /** The value with the full colour: that of `largestOf` one map, one layer or all. Default: the largest of this map. */
  readonly scale?: number;
}

/** How the colours of many maps compare: each map for itself, all of a layer alike, or all there are. */
export type MapScale = 'map' | 'layer' | 'global';

/** Blue for positive and orange for negative values: mid tones, so that they read on light as on dark paper. */
const inks = { positive: [52, 112, 232], negative: [230, 112, 32] } as const;

/**
 * Paints a map of numbers, a pixel each: zero is transparent, positive values are blue, negative ones orange. The canvas gets the
 * map's size; styles make it larger (`canvas.pixels`).
 */
export function paintMap(canvas: HTMLCanvasElement, values: ArrayLike<number>, options: PaintMapOptions): void {
  const { width, height, channels = 1, channel = 0, scale = largestOf(values, channels, channel) } = options;
  // A canvas that is given its size is made anew, even if that is the size it had.
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    const share = scale > 0 ? values[i * channels + channel] / scale : 0;
    image.data.set(share < 0 ? inks.negative : inks.positive, i * 4);
    image.data[i * 4 + 3] = Math.min(1, Math.abs(share)) * 255;
  }
  // Dozens of small maps change several times a second: in memory that costs nothing, as textures of a GPU it does.
  canvas.getContext('2d', { willReadFrequently: true })?.putImageData(image, 0, 0);
}

/** The largest absolute value: of all, or of one channel of several. */
export function largestOf(values: ArrayLike<number>, channels = 1, channel = 0): number {
  let largest = 0;
  for (let i = channel; i < values.length; i += channels) largest = Math.max(largest, Math.abs(values[i]));
  return largest;
}
