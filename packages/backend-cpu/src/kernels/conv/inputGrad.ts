import type { Conv2dInputGradParams, View } from '@striate/tensor';
import type { Engine } from '../../engine';
import type { Ptr } from '../../memory';
import { noEpilogue, panelBytes } from '../gemm';
import { strided } from '../strided';
import { correlate, type Filters } from './direct';

// Input gradient. Output pixel q of the convolution saw input pixel h through tap i when h + top = q * stride + i * dilation. So the input
// pixels of one phase (h + top) mod stride meet only the taps with i * dilation in that phase, and their gradient is a plain
// stride-1 correlation of dy with those taps, flipped.

/** One axis of one phase. */
interface Phase {
  /** First input pixel, how many, `stride` apart. */
  readonly start: number;
  readonly count: number;
  /** Taps first, first + step, ..., `taps` of them. */
  readonly first: number;
  readonly step: number;
  readonly taps: number;
  /** Distance of their outputs. */
  readonly dilation: number;
  /** Padding before dy; negative cuts off. */
  readonly before: number;
}

const divisor = (a: number, b: number): number => (b === 0 ? a : divisor(b, a % b));

/** The phases of an axis of `size` pixels padded by `pad`; those without taps have `taps` = 0. */
export function phases(size: number, pad: number, stride: number, dilation: number, taps: number): Phase[] {
  const common = divisor(stride, dilation);
  const step = stride / common;
  const list: Phase[] = [];
  for (let r = 0; r < stride; r++) {
    const start = (((r - pad) % stride) + stride) % stride;
    const count = Math.ceil((size - start) / stride);
    if (count <= 0) continue;
    let first = 0;
    while (first < step && (first * dilation) % stride !== r) first++;
    const some = first < step && first < taps ? Math.ceil((taps - first) / step) : 0;
    const apart = dilation / common;
    // Pixel start + stride p meets, through tap first + step j, output q0 + p - j * apart.
    const q0 = (start + pad - first * dilation) / stride;
    list.push({ start, count, first, step, taps: some, dilation: apart, before: (some - 1) * apart - q0 });
  }
  return list;
}

/** The flipped taps of one phase, input and output channels swapped, as panels. */
function packFlipped({ wasm, prepared }: Engine, w: View<Ptr>, groups: number, v: Phase, u: Phase): Filters {
  const [, kw, filters] = w.shape; // channels of a group: what comes out here
  const all = w.shape[3];
  const channels = all / groups;
  const k = v.taps * u.taps * channels;
  const bytes = panelBytes(k, filters);
  const key = `flipped ${v.first} ${v.step} ${v.taps}, ${u.first} ${u.step} ${u.taps}`;
  const panels = prepared.get([w.buffer], key, groups * bytes, (to) => {
    for (let i = 0; i < v.taps; i++) {
      for (let j = 0; j < u.taps; j++) {
        const tap = (v.first + v.step * (v.taps - 1 - i)) * kw + u.first + u.step * (u.taps - 1 - j);
        for (let g = 0; g < groups; g++) {
          const source = w.buffer + (tap * filters * all + g * channels) * 4;
          const target = to + g * bytes + (i * u.taps + j) * channels * 32;
          wasm.packTransposed(source, all * 4, channels, filters, target, k * 32);
        }
      }
    }
  });
  return { panels, groups, channels, filters };
}

export function inputGrad(
  engine: Engine,
  dy: View<Ptr>,
  w: View<Ptr>,
  dx: View<Ptr>,
  params: Conv2dInputGradParams,
): void {
  const { wasm, memory } = engine;
  const { strides, dilations, padding, groups } = params;
  const [n, h, width, c] = dx.shape;
  const vertical = phases(h, padding.top, strides[0], dilations[0], w.shape[0]);
  const horizontal = phases(width, padding.left, strides[1], dilations[1], w.shape[1]);
  const images = { pointer: dy.buffer, n, h: dy.shape[1], w: dy.shape[2], c: dy.shape[3] };
  const single = strides[0] === 1 && strides[1] === 1;
  if ([...vertical, ...horizontal].some((phase) => phase.taps === 0)) wasm.fillBytes(dx.buffer, dx.size * 4, 0);
  for (const v of vertical) {
    for (const u of horizontal) {
      if (v.taps === 0 || u.taps === 0) continue;
      const filters = packFlipped(engine, w, groups, v, u);
      const windows = {
        kh: v.taps,
        kw: u.taps,
        strides: [1, 1] as const,
        dilations: [v.dilation, u.dilation] as const,
        top: v.before,
        left: u.before,
        oh: v.count,
        ow: u.count,
      };
      const part = single ? dx.buffer : memory.scratch(n * v.count * u.count * c * 4);
      correlate(engine, images, windows, filters, noEpilogue, part);
      if (!single) {
        const row = width * c * 4;
        const target = [h * row, strides[0] * row, strides[1] * c * 4, 4];
        const shape = [n, v.count, u.count, c];
        const source = [v.count * u.count * c * 4, u.count * c * 4, c * 4, 4];
        strided(engine, part, dx.buffer + v.start * row + u.start * c * 4, shape, source, 4, target);
      }
      memory.release();
    }
  }
}
