import { describe, expect, it } from 'vitest';
import { data, engine, output, random, relativeError } from '../../testBench';
import { noEpilogue } from '../gemm';
import { F2x3, F4x3, F4x5, F6x3, type WinogradForm, winograd } from './winograd';

interface Case {
  readonly n: number;
  readonly h: number;
  readonly w: number;
  readonly c: number;
  readonly f: number;
  readonly top: number;
  readonly left: number;
  /** Output size; by default what the padding, the same on both sides, leaves. */
  readonly oh?: number;
  readonly ow?: number;
}

const forms: [string, WinogradForm][] = [
  ['F(2x2, 3x3)', F2x3],
  ['F(4x4, 3x3)', F4x3],
  ['F(6x6, 3x3)', F6x3],
  ['F(4x4, 5x5)', F4x5],
];

const cases: Case[] = [
  { n: 1, h: 8, w: 8, c: 16, f: 16, top: 1, left: 1 },
  { n: 2, h: 9, w: 11, c: 20, f: 36, top: 0, left: 2 },
  { n: 2, h: 5, w: 6, c: 64, f: 64, top: 1, left: 0 },
  { n: 1, h: 17, w: 13, c: 32, f: 20, top: 2, left: 1, oh: 19, ow: 12 },
  { n: 5, h: 7, w: 7, c: 28, f: 76, top: -1, left: -1, oh: 3, ow: 2 },
  { n: 5, h: 13, w: 10, c: 16, f: 84, top: 1, left: 1 },
  { n: 9, h: 20, w: 21, c: 4, f: 68, top: 1, left: 1 },
  { n: 1, h: 6, w: 7, c: 788, f: 16, top: 1, left: 1 },
  { n: 1, h: 4, w: 3, c: 256, f: 132, top: 2, left: 2 },
];

// Rounding: up to 3e-6 with 6 points and 11e-6 with 8, whose points 2 and 1/2 reach up to their 5th powers; with 788 channels.
const tolerance = ({ points }: WinogradForm) => (points === 8 ? 1.5e-5 : 5e-6);

describe.each(forms)('%s', (_, form) => {
  const { taps } = form;
  const limit = tolerance(form);
  const same = cases.map((p) => {
    const oh = p.oh ?? p.h + 2 * p.top - taps + 1;
    const ow = p.ow ?? p.w + 2 * p.left - taps + 1;
    return { ...p, oh, ow };
  });
  it.each(same.filter(({ oh, ow }) => oh > 0 && ow > 0))(
    '$n x $h x $w x $c to $oh x $ow x $f, padding $top, $left',
    (p) => {
      const { n, h, w, c, f, top, left, oh, ow } = p;
      const x = random([n, h, w, c], 1);
      const filter = random([taps, taps, c, f], 2);
      const turned = random([taps, taps, f, c], 3);
      const bias = random([f], 4);
      const residual = random([n, oh, ow, f], 5);
      const [xs, bs, rs] = [x, bias, residual].map((v) => Float64Array.from(data(v)));

      const reference = (weights: Float64Array): Float64Array => {
        const y = new Float64Array(n * oh * ow * f);
        for (let pixel = 0; pixel < n * oh * ow; pixel++) {
          const [image, py, px] = [Math.floor(pixel / oh / ow), Math.floor(pixel / ow) % oh, pixel % ow];
          for (let tap = 0; tap < taps * taps; tap++) {
            const [i, j] = [py - top + Math.floor(tap / taps), px - left + (tap % taps)];
            if (i < 0 || i >= h || j < 0 || j >= w) continue;
            for (let k = 0; k < c; k++) {
              const value = xs[((image * h + i) * w + j) * c + k];
              for (let o = 0; o < f; o++) y[pixel * f + o] += value * weights[(tap * c + k) * f + o];
            }
          }
        }
        return y;
      };
      const images = { pointer: x.buffer, n, h, w, c };
      const run = (pointer: number, flipped: boolean, epilogue = noEpilogue, scale = 0) =>
        output([n, oh, ow, f], 'float32', (out) => {
          winograd(engine, form, images, p, { pointer, channels: c, filters: f, flipped, scale }, epilogue, out.buffer);
          engine.memory.release();
        });

      const forward = reference(Float64Array.from(data(filter)));
      expect(relativeError(run(filter.buffer, false), forward)).toBeLessThan(limit);
      const plain = run(filter.buffer, false);
      expect(relativeError(plain, forward)).toBeLessThan(limit);
      // Filters that are being trained are transformed at every use, to the same numbers.
      engine.prepared.changed(filter.buffer);
      expect(run(filter.buffer, false)).toEqual(plain);
      const full = forward.map((value, i) => Math.max(0, value * bs[i % f] + bs[i % f] + rs[i]));
      const epilogue = { bias: bias.buffer, residual: residual.buffer, nonNegative: 1 };
      expect(relativeError(run(filter.buffer, false, epilogue, bias.buffer), full)).toBeLessThan(limit);

      // Channels and filters swapped, turned by half a circle.
      const ts = data(turned);
      const flipped = Float64Array.from({ length: ts.length }, (_unused, i) => {
        const [tap, k, o] = [Math.floor(i / c / f), Math.floor(i / f) % c, i % f];
        return ts[((taps * taps - 1 - tap) * f + o) * c + k];
      });
      expect(relativeError(run(turned.buffer, true), reference(flipped))).toBeLessThan(limit);
    },
  );
});
