import type { Conv2dParams, Shape } from '@striate/tensor';
import { isDepthwise } from './depthwise';
import { countTiles, F2x3, F4x3, F4x5, type WinogradForm } from './winograd';

/** How to compute a convolution or its input gradient. */
export type Strategy = 'depthwise' | 'direct' | WinogradForm;

/** Below this many channels on either side the transforms cost what they save (8 channels: 53 against 49 GFLOP/s at 14x14). */
const WINOGRAD_CHANNELS = 16;

// Costs in multiplications of the matrix product's tile, measured: what each adds to them for every value it makes.
/** Transforming a tile's input or output, per value of a plane: 4 to 15 % of a layer. */
const TRANSFORM = 4.5;
/** Transforming a filter, per value of a plane. */
const TRANSFORM_FILTER = 8;
/** Packing a filter for the direct convolution, per weight. */
const PACK = 5;

/** Forms by taps. F(6x6, 3x3) gains 10 % on large layers for twice the error, so it is left out. */
const forms: Record<number, readonly WinogradForm[]> = { 3: [F4x3, F2x3], 5: [F4x5] };

/**
 * Chooses by shape how to correlate `n` images to `output` `[n, oh, ow, filters]`; for an input gradient these are `dy` and `dx`.
 * Everything that a strategy needs to be right, not only fast, is tested here.
 */
export function chooseStrategy(output: Shape, filter: Shape, channels: number, params: Conv2dParams): Strategy {
  const { strides, dilations, groups } = params;
  const [n, oh, ow, filters] = output;
  const [kh, kw] = filter;
  if (isDepthwise(channels, filters, groups)) return 'depthwise';
  const plain = groups === 1 && kh === kw && [...strides, ...dilations].every((v) => v === 1);
  const wide = Math.min(channels, filters) >= WINOGRAD_CHANNELS && channels % 4 === 0 && filters % 4 === 0;
  if (!plain || !wide) return 'direct';

  const pairs = channels * filters;
  let best: Strategy = 'direct';
  let least = (n * oh * ow + PACK) * kh * kw * pairs;
  for (const form of forms[kh] ?? []) {
    const tiles = countTiles(form, n, oh, ow);
    // The tile takes four rows, used or not: 7x7 is 4 tiles of 4x4 (144 products) or 16 of 2x2 (256), 10x10 is 12 (432) or 25 (448).
    const products = (Math.ceil(tiles / 4) * 4 + TRANSFORM_FILTER) * pairs;
    const cost = form.points ** 2 * (products + TRANSFORM * tiles * (channels + filters));
    if (cost < least) {
      best = form;
      least = cost;
    }
  }
  return best;
}
