import { paintMap } from '../kit/paintMap';
import type { LayerRecord } from './records';

/** Paints the input: a picture of three channels in its colours, as far as its numbers tell, any other as a map. */
export function paintPicture(
  canvas: HTMLCanvasElement,
  { values, width, height, channels }: LayerRecord,
  blueFirst: boolean,
): void {
  if (channels !== 3) {
    paintMap(canvas, values, { width, height, channels });
    return;
  }
  canvas.width = width;
  canvas.height = height;
  const low = values.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const high = values.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  const image = new ImageData(width, height);
  for (let i = 0; i < width * height; i++) {
    for (let c = 0; c < 3; c++)
      image.data[i * 4 + c] = ((values[i * 3 + (blueFirst ? 2 - c : c)] - low) / (high - low || 1)) * 255;
    image.data[i * 4 + 3] = 255;
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}
