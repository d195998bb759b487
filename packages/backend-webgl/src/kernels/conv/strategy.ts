import type { Conv2dParams, Shape } from '@striate/tensor';

/** Sizes of a convolution, whichever of its three products is computed. */
export interface Geometry extends Conv2dParams {
  readonly batch: number;
  readonly image: readonly [number, number];
  readonly channels: number;
  readonly result: readonly [number, number];
  readonly filters: number;
  readonly window: readonly [number, number];
}

/** Of `x`, the filter and the result. */
export function geometryOf(x: Shape, filter: Shape, y: Shape, params: Conv2dParams): Geometry {
  return {
    ...params,
    batch: x[0],
    image: [x[1], x[2]],
    channels: x[3],
    result: [y[1], y[2]],
    filters: y[3],
    window: [filter[0], filter[1]],
  };
}

/** Multiply-adds. */
export function workOf({ batch, result, channels, groups, filters, window }: Geometry): number {
  return batch * result[0] * result[1] * window[0] * window[1] * (channels / groups) * filters;
}

/** Widths of filters whose neighbouring taps share what they fetch. */
export type SharedWidth = 3 | 5;

/** What computes a convolution or its input gradient. It depends on nothing but shapes, so that results do not either. */
export type Strategy =
  | { readonly kind: 'product' | 'taps' | 'depthwise' | 'odd groups' }
  | { readonly kind: 'first of stride two'; readonly width: 3 | 7 }
  | { readonly kind: 'neighbours' | 'few channels' | 'depthwise neighbours'; readonly width: SharedWidth };

/** @param read Channels of what is read: of images, or of the result's gradient. */
export function strategyOf(g: Geometry, read: number): Strategy {
  const width = sharedWidth(g);
  if (isDepthwise(g)) return width ? { kind: 'depthwise neighbours', width } : { kind: 'depthwise' };
  if (g.groups > 1) return { kind: wholeTexels(g) ? 'taps' : 'odd groups' };
  if (isProduct(g)) return { kind: 'product' };
  if (width && read % 4 === 0) return { kind: 'neighbours', width };
  return { kind: 'taps' };
}

/** The same for the convolution itself, which has programs for images of one to three channels. */
export function forwardStrategy(g: Geometry, rows: number): Strategy {
  if (g.groups === 1 && g.channels < 4) {
    const width = sharedWidth(g);
    if (width) return { kind: 'few channels', width };
    const inLine = g.strides[1] === 2 && g.dilations[1] === 1 && g.result[1] % rows === 0;
    if (inLine && (g.window[1] === 3 || g.window[1] === 7)) return { kind: 'first of stride two', width: g.window[1] };
  }
  return strategyOf(g, g.channels);
}

/**
 * Input gradients with a stride of 1 whose gradient of the result is smaller than the images: put into a frame of their size, its pixels
 * are neighbours as those of the images are. That is worth a pass over it.
 */
export function framedWidth(g: Geometry): SharedWidth | undefined {
  const { groups, filters, image, result } = g;
  const smaller = result[0] <= image[0] && result[1] <= image[1];
  return groups === 1 && smaller && filters % 4 === 0 ? sharedWidth({ ...g, result: image }) : undefined;
}

/** With `padded channels` some rows of the intermediate belong to none: that costs less than rows of a fragment in several taps. */
export type FilterGradStrategy =
  | 'product'
  | 'channels'
  | 'padded channels'
  | 'taps'
  | 'one channel'
  | 'depthwise'
  | 'odd groups';

export function filterGradStrategy(g: Geometry, rows: number): FilterGradStrategy {
  if (isDepthwise(g)) return 'depthwise';
  if (g.groups > 1 && (g.filters / g.groups) % 4 !== 0) return 'odd groups';
  if (isProduct(g)) return 'product';
  const single = g.groups === 1 && g.window[0] * g.window[1] === 1;
  if (single || (g.channels / g.groups) % rows === 0) return 'channels';
  if (g.groups === 1 && wholeBlocks(g.channels, rows) <= 1.5 * g.channels) return 'padded channels';
  return g.channels === 1 ? 'one channel' : 'taps';
}

/** Channels filled up to whole blocks of rows. */
export const wholeBlocks = (channels: number, rows: number): number => Math.ceil(channels / rows) * rows;

/**
 * Parts of a long sum, so that there are some thousand fragments, which a GPU needs to be busy, and each part is worth its place in the
 * intermediate, which takes a quarter of a megabyte at most.
 *
 * @param fragments Those of one part.
 * @param length What is summed, in steps of `least`, the shortest part.
 * @returns The length of a part.
 */
export function sliceLength(fragments: number, length: number, least: number): number {
  const wanted = Math.max(1, Math.floor(manyFragments / fragments));
  return Math.max(least, Math.ceil(length / wanted));
}

const manyFragments = 2000;

function isDepthwise({ groups, channels, filters }: Geometry): boolean {
  return groups > 1 && groups === channels && groups === filters;
}

function wholeTexels({ groups, channels, filters }: Geometry): boolean {
  return (channels / groups) % 4 === 0 && (filters / groups) % 4 === 0;
}

/** Whether the pixels are the rows of a matrix. */
function isProduct({ groups, window, strides, padding: { top, bottom, left, right } }: Geometry): boolean {
  const sizes = [...window, ...strides];
  return groups === 1 && sizes.every((size) => size === 1) && top + bottom + left + right === 0;
}

function sharedWidth({ window, strides, dilations, image, result }: Geometry): SharedWidth | undefined {
  const same = image[0] === result[0] && image[1] === result[1];
  if (!same || strides[0] !== 1 || strides[1] !== 1 || dilations[1] !== 1) return undefined;
  return window[1] === 3 || window[1] === 5 ? window[1] : undefined;
}
