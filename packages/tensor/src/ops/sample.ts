import { ShapeError, ValueError } from '../errors';
import { type Op, run } from '../op';
import { format, type Shape } from '../shape';
import type { Tensor } from '../tensor';
import { add, minimum, mod, mul, sub } from './arithmetic';
import { cast, ensure } from './cast';
import { equal } from './compare';
import { stack } from './concat';
import { asTensor, range, type TensorLike } from './creation';
import { gather } from './gather';
import { logicalAnd, where } from './logic';
import { expandDims, reshape } from './reshape';
import { slice } from './slice';
import { clip, floor, round } from './unary';
import { checkImages, type Pair } from './window';

// Images looked up at places between their pixels. Places are (x, y) in pixels, the centre of the first pixel at (0, 0). Beyond its
// edges an image goes on as the fill mode says, pixel by pixel, so that what lies across an edge is interpolated as what lies within.

/**
 * What lies beyond the edges of `a b c d`: `constant` (`k k | a b c d | k k`), `nearest` (`a a | a b c d | d d`),
 * `reflect` (`b a | a b c d | d c`), `wrap` (`c d | a b c d | a b`).
 */
export type FillMode = 'constant' | 'nearest' | 'reflect' | 'wrap';

export interface SampleOptions {
  /** `bilinear` (default), or `nearest`: the pixel whose centre is closest, of two as close the one at an even place. */
  interpolation?: 'nearest' | 'bilinear';
  /** Default `constant`. */
  fillMode?: FillMode;
  /** Beyond the edges in the `constant` mode. Default 0. */
  fillValue?: number;
}

export interface AffineSampleOptions extends SampleOptions {
  /** Height and width of the output. Default: those of the images. */
  size?: Pair;
}

/** Sampling with everything resolved: what kernels get. */
export interface SampleParams {
  readonly interpolation: 'nearest' | 'bilinear';
  readonly fillMode: FillMode;
  readonly fillValue: number;
}

export interface AffineSampleParams extends SampleParams {
  readonly size: Pair;
}

const fillModes: readonly string[] = ['constant', 'nearest', 'reflect', 'wrap'] satisfies FillMode[];
const interpolations: readonly string[] = ['nearest', 'bilinear'];

function resolve(who: string, images: Shape, options: SampleOptions): SampleParams {
  const { interpolation = 'bilinear', fillMode = 'constant', fillValue = 0 } = options;
  checkImages(images, who);
  if (images[1] * images[2] === 0)
    throw new ShapeError(`${who}: images of ${format(images)} have no pixels to look up`);
  if (!fillModes.includes(fillMode))
    throw new ValueError(`${who}: fillMode '${fillMode}' is not known; there are ${fillModes.join(', ')}`);
  if (!interpolations.includes(interpolation))
    throw new ValueError(
      `${who}: interpolation '${interpolation}' is not known; there are ${interpolations.join(', ')}`,
    );
  return { interpolation, fillMode, fillValue };
}

/** Bytes stay bytes until they are looked up. */
function imagesOf(x: TensorLike): Tensor {
  const images = asTensor(x);
  return images.dtype === 'uint8' ? images : ensure(images, 'float32');
}

/** Inputs images [n, h, w, c] and matrices [n, 6]. Its gradients, for images and matrices, are those of its composition. */
export const affineSampleOp: Op<AffineSampleParams, 2> = {
  name: 'affineSample',
  shape: ([images], { size }) => [images[0], ...size, images[3]],
  dtype: () => 'float32',
  compose: ([images, matrices], { size, ...params }) => {
    // In the order in which kernels add, so that no place rounds to another pixel.
    const [a, b, c, d, e, f] = Array.from({ length: 6 }, (_, i) =>
      reshape(slice(matrices, [0, i], [-1, 1]), [-1, 1, 1]),
    );
    const x = reshape(range(size[1]), [1, 1, -1]);
    const y = reshape(range(size[0]), [1, -1, 1]);
    const points = stack([add(add(mul(a, x), mul(b, y)), c), add(add(mul(d, x), mul(e, y)), f)], 3);
    return run(gridSampleOp, [images, points], params);
  },
};

/**
 * Images seen through affine maps, one for each: the pixel at (x, y) of the output is what the image has at
 * `(a x + b y + c, d x + e y + f)`. One pass, whatever the map is made of: flips, turns, shifts, zooms, crops.
 *
 * Differentiable in images and matrices (Jaderberg et al. 2015, spatial transformers).
 *
 * Shapes: images [n, height, width, channels], float32 or uint8; matrices `[a, b, c, d, e, f]`, [n, 6] or [n, 2, 3];
 * output [n, size[0], size[1], channels], float32.
 *
 * @throws {ShapeError} if the shapes are others, {ValueError} for an unknown mode.
 *
 * @example
 * affineSample(images, [[-1, 0, 27, 0, 1, 0]]); // one image of width 28, mirrored
 */
export function affineSample(images: TensorLike, matrices: TensorLike, options: AffineSampleOptions = {}): Tensor {
  const from = imagesOf(images);
  const params = resolve('affineSample', from.shape, options);
  const [n, height, width] = from.shape;
  const maps = ensure(matrices, 'float32');
  const flat = maps.rank === 3 && maps.shape[1] === 2 && maps.shape[2] === 3 ? reshape(maps, [-1, 6]) : maps;
  if (flat.rank !== 2 || flat.shape[0] !== n || flat.shape[1] !== 6) {
    throw new ShapeError(`affineSample: ${n} images take matrices [${n},6] or [${n},2,3], got ${format(maps.shape)}`);
  }
  const { size = [height, width] } = options;
  if (size.length !== 2 || size.some((s) => !Number.isInteger(s) || s < 1))
    throw new ShapeError(`affineSample: size must be two whole numbers >= 1, got ${format(size)}`);
  return run(affineSampleOp, [from, flat], { ...params, size });
}

/** Inputs images [n, h, w, c] and points [n, oh, ow, 2]. */
export const gridSampleOp: Op<SampleParams, 2> = {
  name: 'gridSample',
  shape: ([images, points]) => [images[0], points[1], points[2], images[3]],
  dtype: () => 'float32',
  compose: ([images, points], params) => {
    const [x, y] = [0, 1].map((i) => reshape(slice(points, [0, 0, 0, i], [-1, -1, -1, 1]), points.shape.slice(0, 3)));
    const look = lookUp(images, params);
    if (params.interpolation === 'nearest') return look(round(x), round(y));
    const [left, top] = [floor(x), floor(y)];
    const [right, bottom] = [add(left, 1), add(top, 1)];
    const [shareX, shareY] = [expandDims(sub(x, left), 3), expandDims(sub(y, top), 3)];
    const between = (a: Tensor, b: Tensor, share: Tensor) => add(a, mul(sub(b, a), share));
    const upper = between(look(left, top), look(right, top), shareX);
    return between(upper, between(look(left, bottom), look(right, bottom), shareX), shareY);
  },
};

/** The values of images at whole places [n, oh, ow], inside or not: [n, oh, ow, c]. */
function lookUp(images: Tensor, { fillMode, fillValue }: SampleParams): (x: Tensor, y: Tensor) => Tensor {
  const [n, height, width, channels] = images.shape;
  const pixels = reshape(cast(images, 'float32'), [-1, channels]);
  const first = reshape(range(0, n * height * width, height * width, 'int32'), [-1, 1, 1]);
  const inside = (at: Tensor, size: number): Tensor => {
    if (fillMode === 'wrap') return mod(at, size);
    if (fillMode === 'nearest' || fillMode === 'constant') return clip(at, 0, size - 1);
    const within = mod(at, 2 * size);
    return minimum(within, sub(2 * size - 1, within));
  };
  return (x, y) => {
    const [column, row] = [inside(x, width), inside(y, height)];
    const places = add(add(mul(cast(row, 'int32'), width), cast(column, 'int32')), first);
    const found = gather(pixels, places);
    if (fillMode !== 'constant') return found;
    const isInside = logicalAnd(equal(column, x), equal(row, y));
    return where(expandDims(isInside, 3), found, fillValue);
  };
}

/**
 * Images looked up at any places: each pixel of the output is what the image has at its point `(x, y)`, in pixels.
 *
 * Shapes: images [n, height, width, channels], float32 or uint8; points [n, outHeight, outWidth, 2], x first;
 * output [n, outHeight, outWidth, channels], float32. Differentiable in images and points.
 *
 * @throws {ShapeError} if the shapes are others, {ValueError} for an unknown mode.
 *
 * @example
 * gridSample(images, add(grid, displacement), { fillMode: 'reflect' });
 */
export function gridSample(images: TensorLike, points: TensorLike, options: SampleOptions = {}): Tensor {
  const from = imagesOf(images);
  const params = resolve('gridSample', from.shape, options);
  const places = ensure(points, 'float32');
  if (places.rank !== 4 || places.shape[0] !== from.shape[0] || places.shape[3] !== 2) {
    throw new ShapeError(
      `gridSample: ${from.shape[0]} images take points [${from.shape[0]}, height, width, 2], got ${format(places.shape)}`,
    );
  }
  return run(gridSampleOp, [from, places], params);
}
