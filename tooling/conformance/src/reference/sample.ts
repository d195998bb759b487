import { at, fromFunction, type NdArray } from '../ndArray';
import { roundHalfToEven } from './elementwise';

interface Look {
  readonly interpolation: string;
  readonly fillMode: string;
  readonly fillValue: number;
}

/** A pixel of the image that goes on for ever: walked to step by step. */
function pixel(x: NdArray, n: number, row: number, column: number, channel: number, look: Look): number {
  const [, height, width] = x.shape;
  const walk = (i: number, size: number): number | undefined => {
    let at = i;
    while (at < 0 || at >= size) {
      if (look.fillMode === 'constant') return undefined;
      if (look.fillMode === 'nearest') at = at < 0 ? 0 : size - 1;
      else if (look.fillMode === 'wrap') at += at < 0 ? size : -size;
      else at = at < 0 ? -1 - at : 2 * size - 1 - at;
    }
    return at;
  };
  const [h, w] = [walk(row, height), walk(column, width)];
  return h === undefined || w === undefined ? look.fillValue : at(x, [n, h, w, channel]);
}

function value(x: NdArray, n: number, px: number, py: number, channel: number, look: Look): number {
  if (look.interpolation === 'nearest') return pixel(x, n, roundHalfToEven(py), roundHalfToEven(px), channel, look);
  let sum = 0;
  for (const row of [Math.floor(py), Math.floor(py) + 1]) {
    for (const column of [Math.floor(px), Math.floor(px) + 1]) {
      const weight = (1 - Math.abs(py - row)) * (1 - Math.abs(px - column));
      sum += weight * pixel(x, n, row, column, channel, look);
    }
  }
  return sum;
}

/** x [N,H,W,C], matrices [N,6]: output pixel (x, y) is the input's (a x + b y + c, d x + e y + f). */
export function affineSample(x: NdArray, matrices: NdArray, size: readonly number[], look: Look): NdArray {
  return fromFunction([x.shape[0], size[0], size[1], x.shape[3]], ([n, row, column, channel]) => {
    const [a, b, c, d, e, f] = matrices.data.subarray(n * 6, n * 6 + 6);
    return value(x, n, a * column + b * row + c, d * column + e * row + f, channel, look);
  });
}

/** x [N,H,W,C], points [N,oh,ow,2]. */
export function gridSample(x: NdArray, points: NdArray, look: Look): NdArray {
  return fromFunction([x.shape[0], points.shape[1], points.shape[2], x.shape[3]], ([n, row, column, channel]) =>
    value(x, n, at(points, [n, row, column, 0]), at(points, [n, row, column, 1]), channel, look),
  );
}
