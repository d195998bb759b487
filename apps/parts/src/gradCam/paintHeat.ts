import type { HeatMap } from './Heat';

/** From what counts little to what counts most; what speaks against the class is blue. */
const warm = [
  [255, 221, 87],
  [236, 96, 26],
  [170, 12, 40],
] as const;
const cold = [40, 90, 220] as const;

/** Paints a heat map, a pixel each, to be laid over its picture: zero is transparent. */
export function paintHeat(canvas: HTMLCanvasElement, { values, width, height }: HeatMap): void {
  canvas.width = width;
  canvas.height = height;
  const most = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const image = new ImageData(width, height);
  for (const [i, value] of values.entries()) {
    const share = Math.abs(value) / most;
    image.data.set(value < 0 ? cold : ramp(share), i * 4);
    image.data[i * 4 + 3] = 255 * Math.min(1, share * 1.15);
  }
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

function ramp(share: number): number[] {
  const at = Math.min(share, 0.999) * (warm.length - 1);
  const [low, high] = [warm[Math.floor(at)], warm[Math.floor(at) + 1]];
  return low.map((value, c) => value + (high[c] - value) * (at % 1));
}

/** Row and column of the largest value. */
export function hottest({ values, width }: HeatMap): { row: number; column: number } {
  let best = 0;
  for (const [i, value] of values.entries()) if (value > values[best]) best = i;
  return { row: Math.floor(best / width), column: best % width };
}
