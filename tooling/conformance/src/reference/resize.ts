import { at, fromFunction, type NdArray } from '../ndArray';
import type { Pair } from './conv';

const clamp = (value: number, high: number) => Math.min(Math.max(value, 0), high);

/** x [N,H,W,C]; an output pixel takes the input pixel its centre falls into (or its corner, as PyTorch's "nearest"). */
export function resizeNearest(x: NdArray, size: Pair, halfPixel = true): NdArray {
  const [batch, height, width, channels] = x.shape;
  const source = (position: number, from: number, to: number) =>
    clamp(Math.floor(((position + (halfPixel ? 0.5 : 0)) * from) / to), from - 1);
  return fromFunction([batch, size[0], size[1], channels], ([n, h, w, c]) =>
    at(x, [n, source(h, height, size[0]), source(w, width, size[1]), c]),
  );
}

/** x [N,H,W,C]; pixel centres align (half-pixel), and the edge repeats. */
export function resizeBilinear(x: NdArray, size: Pair): NdArray {
  const [batch, height, width, channels] = x.shape;
  return fromFunction([batch, size[0], size[1], channels], ([n, h, w, c]) => {
    const y = clamp(((h + 0.5) * height) / size[0] - 0.5, height - 1);
    const z = clamp(((w + 0.5) * width) / size[1] - 0.5, width - 1);
    const [top, left] = [Math.floor(y), Math.floor(z)];
    const bottom = Math.min(top + 1, height - 1);
    const right = Math.min(left + 1, width - 1);
    const upper = at(x, [n, top, left, c]) * (1 - (z - left)) + at(x, [n, top, right, c]) * (z - left);
    const lower = at(x, [n, bottom, left, c]) * (1 - (z - left)) + at(x, [n, bottom, right, c]) * (z - left);
    return upper * (1 - (y - top)) + lower * (y - top);
  });
}
