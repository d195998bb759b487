import { StriateError, ValueError } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { type Channels, withChannels } from './channels';

/** What a page can show: a canvas, an `<img>`, a `<video>`, or the pixels of one. */
export type PixelSource =
  | ImageData
  | HTMLCanvasElement
  | OffscreenCanvas
  | HTMLImageElement
  | HTMLVideoElement
  | ImageBitmap
  | VideoFrame;

/** Options of `fromPixels`. */
export interface FromPixelsOptions {
  /** 1 (grey), 3 (red, green, blue) or 4 (and opacity). Default 3. */
  readonly channels?: Channels;
}

/**
 * The pixels of something on a page, as it is now: `[height, width, channels]`, bytes 0 … 255 on the host.
 *
 * @throws {ValueError} if it has no pixels yet: an image or a video that has not loaded.
 *
 * @example
 * const digit = fromPixels(canvas, { channels: 1 });
 * const { data } = resizeImage(digit, [28, 28]);
 */
export function fromPixels(source: PixelSource, { channels = 3 }: FromPixelsOptions = {}): NdArray<Uint8Array> {
  const { data, height, width } = source instanceof ImageData ? source : draw(source);
  const bytes = new Uint8Array(data.buffer, data.byteOffset, data.length);
  return { data: withChannels(bytes, 4, channels), shape: [height, width, channels] };
}

function draw(source: Exclude<PixelSource, ImageData>): ImageData {
  const [height, width] = sizeOf(source);
  if (!(height > 0 && width > 0)) {
    throw new ValueError(`fromPixels: a ${source.constructor.name} of ${width} x ${height} pixels; has it loaded?`);
  }
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new StriateError(`fromPixels: the browser gives no canvas of ${width} x ${height} pixels`);
  context.drawImage(source, 0, 0, width, height);
  return context.getImageData(0, 0, width, height);
}

function sizeOf(source: Exclude<PixelSource, ImageData>): [height: number, width: number] {
  if ('naturalWidth' in source) return [source.naturalHeight, source.naturalWidth];
  if ('videoWidth' in source) return [source.videoHeight, source.videoWidth];
  if ('displayWidth' in source) return [source.displayHeight, source.displayWidth];
  return [source.height, source.width];
}
