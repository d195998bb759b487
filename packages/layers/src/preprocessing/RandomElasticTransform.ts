import {
  add,
  broadcastTo,
  clip,
  depthwiseConv2d,
  type Generator,
  gridSample,
  mul,
  type Pair,
  randomNormal,
  type Tensor,
  tensor,
  transpose,
} from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { type AffineOptions, affineDefaults, checkName } from './AffineAugmentation';
import { checkValueRange, drawChanges, drawFactors, type Factor, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation } from './ImageAugmentation';

export interface RandomElasticTransformOptions extends AffineOptions {
  /** The chance of an image to be changed is itself drawn from this, from 0 to 1; one number is `[0, factor]`. Default 1. */
  factor?: Factor;
  /** How far pixels move, from 0 to 1: at 1 some 3 % of the longer side on average; one number is `[0, scale]`. Default 1. */
  scale?: Factor;
  /** Least and greatest value of the images. Default `[0, 255]`. */
  valueRange?: Span;
}

/** The layer that `randomElasticTransform` makes. */
export class RandomElasticTransform extends ImageAugmentation {
  static className = 'RandomElasticTransform';
  static override readonly defaults = {
    factor: 1,
    scale: 1,
    ...affineDefaults,
    valueRange: [0, 255],
  } satisfies LayerDefaults<RandomElasticTransformOptions>;
  declare readonly config: LayerConfig<RandomElasticTransformOptions, typeof RandomElasticTransform.defaults>;
  readonly #chance: Span;
  readonly #scale: Span;

  constructor(options: RandomElasticTransformOptions = {}) {
    super(options);
    const { factor, scale, valueRange, fillMode, interpolation } = this.config;
    this.#chance = spanOf(factor, [0, 1], 'randomElasticTransform');
    this.#scale = spanOf(scale, [0, 1], 'randomElasticTransform', 'scale');
    checkValueRange(valueRange, 'randomElasticTransform');
    checkName(fillMode, ['constant', 'nearest', 'reflect', 'wrap'], 'randomElasticTransform: fillMode');
    checkName(interpolation, ['nearest', 'bilinear'], 'randomElasticTransform: interpolation');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const { fillMode, interpolation, fillValue, valueRange } = this.config;
    const scales = drawFactors(generator, n, this.#scale);
    const isMoved = drawChanges(generator, n, this.#chance);
    const size: Pair = [height, width];
    const sigma = 0.05 * Math.min(height, width) * this.#scale[1];
    if (sigma === 0) return clip(asFloats(images), ...valueRange);
    const ways = scales.map((s, i) => (isMoved[i] ? 0.1 * Math.max(height, width) * s * sigma : 0));
    const field = displacements(size, sigma, ways, generator);
    const points = add(transpose(field, [2, 0, 1, 3]), places(size));
    return clip(gridSample(images, points, { fillMode, interpolation, fillValue }), ...valueRange);
  }
}

/** Normal noise smoothed by a Gaussian, times a number for each image: [height, width, n, 2]. */
function displacements([height, width]: Pair, sigma: number, ways: Float32Array, generator: Generator): Tensor {
  const channels = 2 * ways.length;
  const noise = mul(
    randomNormal([1, height, width, channels], { generator }),
    Float32Array.from({ length: channels }, (_, i) => ways[i >> 1]),
  );
  const bell = gaussian(sigma);
  const along = (shape: Pair) => broadcastTo(tensor(bell, [...shape, 1, 1]), [...shape, channels, 1]);
  const rows = depthwiseConv2d(noise, along([bell.length, 1]), { padding: 'same' });
  const smooth = depthwiseConv2d(rows, along([1, bell.length]), { padding: 'same' });
  return smooth.reshape([height, width, ways.length, 2]);
}

/** A bell curve of three standard deviations either way whose values add up to 1. */
function gaussian(sigma: number): Float32Array {
  const half = Math.floor(3 * sigma);
  const values = Float32Array.from({ length: 2 * half + 1 }, (_, i) => Math.exp(-((i - half) ** 2) / (2 * sigma ** 2)));
  const total = values.reduce((sum, v) => sum + v, 0);
  return values.map((v) => v / total);
}

/** The place (x, y) of every pixel: [height, width, 2]. */
function places([height, width]: Pair): Tensor {
  const data = Float32Array.from({ length: height * width * 2 }, (_, i) => {
    const pixel = i >> 1;
    return i % 2 === 0 ? pixel % width : Math.floor(pixel / width);
  });
  return tensor(data, [height, width, 2]);
}

/**
 * In training, bends each image: pixels move along a smooth random field (Simard, Steinkraus and Platt 2003, elastic deformations).
 *
 * @throws {ValueError} if factor or scale is outside 0 … 1.
 *
 * @example
 * randomElasticTransform({ scale: 0.5, fillMode: 'constant' }); // handwriting
 */
export function randomElasticTransform(options?: RandomElasticTransformOptions): RandomElasticTransform {
  return new RandomElasticTransform(options);
}
