import { describe, expect, it } from 'vitest';
import { data, engine, output, random, relativeError } from '../../testBench';
import { F4x3, F4x5, type WinogradForm } from './winograd';
import { winogradFilterGrad } from './winogradFilterGrad';

const forms: [string, WinogradForm][] = [
  ['3x3 taps', F4x3],
  ['5x5 taps', F4x5],
];

// n, h, w, c, f, top, left, oh, ow; few tiles first, then many, which are summed in chunks.
const cases = [
  [1, 8, 8, 64, 64, 1, 1, 8, 8],
  [2, 9, 7, 36, 76, 0, 2, 7, 9],
  [3, 6, 5, 100, 20, 2, 1, 5, 4],
  [3, 17, 21, 16, 20, 1, 1, 17, 21],
  [20, 13, 9, 20, 16, -1, 0, 10, 7],
] as const;

describe.each(forms)('%s', (_, form) => {
  it.each(cases)('%i x %i x %i x %i to %i filters', (n, h, w, c, f, top, left, oh, ow) => {
    const { taps } = form;
    const x = random([n, h, w, c], 1);
    const dy = random([n, oh, ow, f], 2);
    const [xs, ds] = [Float64Array.from(data(x)), Float64Array.from(data(dy))];
    const expected = new Float64Array(taps * taps * c * f);
    for (let tap = 0; tap < taps * taps; tap++) {
      for (let pixel = 0; pixel < n * oh * ow; pixel++) {
        const [image, py, px] = [Math.floor(pixel / oh / ow), Math.floor(pixel / ow) % oh, pixel % ow];
        const [i, j] = [py - top + Math.floor(tap / taps), px - left + (tap % taps)];
        if (i < 0 || i >= h || j < 0 || j >= w) continue;
        for (let k = 0; k < c; k++) {
          const value = xs[((image * h + i) * w + j) * c + k];
          for (let o = 0; o < f; o++) expected[(tap * c + k) * f + o] += value * ds[pixel * f + o];
        }
      }
    }
    const actual = output([taps, taps, c, f], 'float32', (out) => {
      winogradFilterGrad(
        engine,
        form,
        { pointer: x.buffer, n, h, w, c },
        { top, left, oh, ow },
        dy.buffer,
        f,
        out.buffer,
      );
      engine.memory.release();
    });
    expect(relativeError(actual, expected)).toBeLessThan(1e-5);
  });
});
