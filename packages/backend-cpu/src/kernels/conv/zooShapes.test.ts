import { expect, it } from 'vitest';
import { data, kernels, output, random, relativeError } from '../../testBench';

// [side of the image, channels, filters] of the layers of stride 1, as AlexNet, VGG, GoogLeNet and the ResNets have them on 224 x 224.
const layers: Record<3 | 5, readonly (readonly [number, number, number])[]> = {
  3: [
    ...([
      [224, 3, 64],
      [224, 64, 64],
      [112, 64, 128],
      [112, 128, 128],
      [56, 128, 256],
      [56, 256, 256],
    ] as const),
    ...([
      [28, 256, 512],
      [28, 512, 512],
      [14, 512, 512],
      [13, 192, 384],
      [13, 384, 256],
      [13, 256, 256],
    ] as const),
    ...([
      [56, 64, 64],
      [28, 128, 128],
      [14, 256, 256],
      [7, 512, 512],
      [56, 64, 192],
      [28, 96, 128],
    ] as const),
    ...([
      [28, 128, 192],
      [28, 16, 32],
      [28, 32, 96],
      [14, 96, 208],
      [14, 16, 48],
      [14, 112, 224],
    ] as const),
    ...([
      [14, 24, 64],
      [14, 128, 256],
      [14, 144, 288],
      [14, 32, 64],
      [14, 160, 320],
      [14, 32, 128],
    ] as const),
    ...([
      [7, 160, 320],
      [7, 32, 128],
      [7, 192, 384],
      [7, 48, 128],
    ] as const),
  ],
  5: [[27, 64, 192]],
};
/** Pixels whose sums are worked out in float64; the corners first, where tiles stick out. */
const PIXELS = 16;

const cases = ([3, 5] as const).flatMap((taps) => layers[taps].map(([side, c, f]) => ({ taps, side, c, f })));

it.each(cases)('$side x $side x $c, $f filters of $taps x $taps, against float64', ({ taps, side, c, f }) => {
  const [x, w] = [random([1, side, side, c], 1), random([taps, taps, c, f], 2)];
  const edge = (taps - 1) / 2;
  const padding = { top: edge, bottom: edge, left: edge, right: edge };
  const params = { strides: [1, 1], padding, dilations: [1, 1], groups: 1 } as const;
  const y = output([1, side, side, f], 'float32', (out) => kernels.conv2d([x, w], out, params));
  const [xs, ws] = [data(x), data(w)];

  const last = side - 1;
  const some = Array.from({ length: PIXELS - 4 }, (_, i) => [(i * 37 + 5) % side, (i * 61 + 3) % side]);
  const actual: number[] = [];
  const expected: number[] = [];
  for (const [py, px] of [[0, 0], [0, last], [last, 0], [last, last], ...some]) {
    const sums = new Float64Array(f);
    for (let tap = 0; tap < taps * taps; tap++) {
      const [i, j] = [py - edge + Math.floor(tap / taps), px - edge + (tap % taps)];
      if (i < 0 || i > last || j < 0 || j > last) continue;
      for (let k = 0; k < c; k++) {
        const value = xs[(i * side + j) * c + k];
        const at = (tap * c + k) * f;
        for (let o = 0; o < f; o++) sums[o] += value * ws[at + o];
      }
    }
    expected.push(...sums);
    actual.push(...y.subarray((py * side + px) * f, (py * side + px + 1) * f));
  }
  // F(4x4,3x3) is at 3e-6 with 512 channels; a wrong tile or tap would be at 1e-1.
  expect(relativeError(actual, expected)).toBeLessThan(2e-5);
});
