import { StriateError, type Tensor } from '@striate/tensor';
import type { NdArray } from '../ndArray';
import { withChannels } from './channels';
import { type ImageBytesOptions, imageBytes } from './imageBytes';

/**
 * Draws one image on a canvas, which takes its size. Values are taken as by `encodePng`.
 *
 * @throws {ShapeError} if it is not one image.
 *
 * @example
 * await toCanvas(images.slice([0], [1]).reshape([28, 28]), canvas);
 */
export async function toCanvas(
  x: Tensor | NdArray,
  canvas: HTMLCanvasElement | OffscreenCanvas,
  options: ImageBytesOptions = {},
): Promise<void> {
  const { data, height, width, channels } = await imageBytes(x, options, 'toCanvas');
  const context = canvas.getContext('2d') as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D | null;
  if (!context) throw new StriateError('toCanvas: the canvas gives no 2D context; has it one of another kind?');
  canvas.width = width;
  canvas.height = height;
  context.putImageData(new ImageData(new Uint8ClampedArray(withChannels(data, channels, 4)), width, height), 0, 0);
}
