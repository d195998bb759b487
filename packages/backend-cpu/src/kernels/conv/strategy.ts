import type { Conv2dParams, Shape } from '@striate/tensor';
import { isDepthwise } from './depthwise';
import { shareInside, skipsPadding } from './direct';
import { countTiles, F2x3, F4x3, F4x5, F6x3, type WinogradForm } from './winograd';

export type Pass = 'forward' | 'inputGrad' | 'filterGrad';

/** How to compute one pass of a convolution. */
export type Strategy = 'depthwise' | 'direct' | WinogradForm;

/** Below this many channels on either side the transforms cost what they save (8 channels at 14x14: 53 against 49 GFLOP/s). */
const WINOGRAD_CHANNELS = 16;

// Costs in multiplications of a matrix product's tile. They were fitted to timings from 4x4 to 56x56 pixels and 16 to 512 channels, and
// foretell the ratio to the direct convolution within 15 %.
/** Transforming tiles of input and output, per value of a plane, with what the many short products lose. */
const TRANSFORM = 8;
/** Transforming a filter to planes, or back to its gradient, per value of a plane. */
const TRANSFORM_FILTER = 8;
/** Packing a filter for the direct convolution, per weight. */
const PACK = 5;

/** Forms by taps. */
const forms: Record<number, readonly WinogradForm[]> = { 3: [F4x3, F2x3, F6x3], 5: [F4x5] };

/**
 * Chooses by the shapes of the images, the filter and the outputs of the forward pass how to compute it or one of its gradients.
 * Everything that a strategy needs to be right, not only fast, is tested here. No tile of outputs is larger than `largest`, as
 * `cpu({ winogradTile })` says: F(6x6, 3x3) has four times the rounding error of F(4x4, 3x3).
 */
export function chooseStrategy(
  pass: Pass,
  x: Shape,
  w: Shape,
  y: Shape,
  params: Conv2dParams,
  largest: 4 | 6 = 4,
): Strategy {
  const { strides, dilations, groups, padding } = params;
  const [n, height, width, channels] = x;
  const [kh, kw, , filters] = w;
  const [, oh, ow] = y;
  // One filter a channel leaves no matrix product: a kernel of its own, four channels at a time.
  if (isDepthwise(channels, filters, groups)) return 'depthwise';
  const plain = groups === 1 && kh === kw && [...strides, ...dilations].every((v) => v === 1);
  const wide = Math.min(channels, filters) >= WINOGRAD_CHANNELS && channels % 4 === 0 && filters % 4 === 0;
  if (!plain || !wide) return 'direct';

  const pairs = channels * filters;
  const backward = pass === 'inputGrad';
  const pixels = backward ? n * height * width : n * oh * ow;
  let least = (pixels + PACK) * kh * kw * pairs;
  if (
    pass !== 'filterGrad' &&
    skipsPadding(n, kh * kw * (backward ? filters : channels), backward ? channels : filters)
  ) {
    // Small images in batches: the direct convolution leaves out the padding (5x5: a quarter), which tiles cannot.
    const inside = shareInside(height, oh, kh, 1, 1, padding.top) * shareInside(width, ow, kw, 1, 1, padding.left);
    least = (n * oh * ow * inside + PACK) * kh * kw * pairs;
  }
  let best: Strategy = 'direct';
  for (const form of forms[kh] ?? []) {
    // The gradient of a filter has transforms for 4x4 tiles only.
    if (pass === 'filterGrad' ? form.size !== 4 : form.size > largest) continue;
    const tiles = backward ? countTiles(form, n, height, width) : countTiles(form, n, oh, ow);
    // Tiles are the rows of the products, taken by four: 7x7 is 4 tiles of 4x4 (144 products) or 16 of 2x2 (256), 10x10 is
    // 12 (432) or 28 (448), or 4 of 6x6 (256). In the gradient of a filter they are what is summed over.
    const rows = pass === 'filterGrad' ? tiles : Math.ceil(tiles / 4) * 4;
    const cost = form.points ** 2 * ((rows + TRANSFORM_FILTER) * pairs + TRANSFORM * tiles * (channels + filters));
    if (cost < least) {
      best = form;
      least = cost;
    }
  }
  return best;
}
