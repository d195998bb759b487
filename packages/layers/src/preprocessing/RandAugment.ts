import {
  add,
  affineSample,
  clip,
  concat,
  type Generator,
  gather,
  type Pair,
  type Tensor,
  tensor,
} from '@striate/tensor';
import type { LayerConfig, LayerDefaults } from '../Layer';
import { checkCount } from '../layers/checkCount';
import { aboutCentre, checkName, type Matrix, matricesOf } from './AffineAugmentation';
import { adjustContrast, checkColors, grayscale, mix } from './color';
import { autoContrast, equalize, posterize, sharpen, solarize } from './enhance';
import { checkValueRange, drawFactors, type Factor, perImage, type Span, spanOf } from './factors';
import { asFloats, ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

export interface RandAugmentOptions extends RandomLayerOptions {
  /** Least and greatest value of the images. Default `[0, 255]`. */
  valueRange?: Span;
  /** Changes to each image, one after the other. Default 2. */
  numOps?: number;
  /** Strength of a change, from 0 to 1; one number is `[0, factor]`. Default 0.5. */
  factor?: Factor;
  /** Default `bilinear`. */
  interpolation?: 'nearest' | 'bilinear';
}

interface Settings {
  readonly valueRange: Span;
  readonly interpolation: 'nearest' | 'bilinear';
}

/** Changes each of n images by its strength, from -1 to 1. */
type Change = (images: Tensor, strengths: Float32Array, settings: Settings) => Tensor;

/** A change by affine maps; what comes into sight is the middle of the value range. */
function moves(map: (strength: number, size: Pair) => Matrix): Change {
  return (images, strengths, { interpolation, valueRange: [low, high] }) => {
    const maps = Array.from(strengths, (strength) => map(strength, [images.shape[1], images.shape[2]]));
    return affineSample(images, matricesOf(maps), { interpolation, fillValue: (low + high) / 2 });
  };
}

const factorsOf = (strengths: Float32Array) => perImage(strengths.map((s) => 1 + 0.9 * s));

/** The changes and how far they go at full strength (Cubuk et al. 2019). */
const changes: readonly Change[] = [
  moves((s, size) => aboutCentre([1, 0.3 * s, 0, 1], size)),
  moves((s, size) => aboutCentre([1, 0, 0.3 * s, 1], size)),
  moves((s, [, width]) => [1, 0, 0.45 * s * width, 0, 1, 0]),
  moves((s, [height]) => [1, 0, 0, 0, 1, 0.45 * s * height]),
  moves((s, size) => {
    const angle = (s * Math.PI) / 6;
    return aboutCentre([Math.cos(angle), -Math.sin(angle), Math.sin(angle), Math.cos(angle)], size);
  }),
  (images, strengths, { valueRange: [low, high] }) =>
    clip(add(images, perImage(strengths.map((s) => 0.9 * s * (high - low)))), low, high),
  (images, strengths, { valueRange: [low, high] }) =>
    images.shape[3] === 1 ? images : clip(mix(grayscale(images), images, factorsOf(strengths)), low, high),
  (images, strengths, { valueRange }) => adjustContrast(images, factorsOf(strengths), valueRange),
  (images, strengths, { valueRange }) => sharpen(images, factorsOf(strengths), valueRange),
  (images, strengths, { valueRange }) =>
    posterize(images, perImage(strengths.map((s) => 2 ** (8 - Math.round(4 * Math.abs(s))))), valueRange),
  (images, strengths, { valueRange: [low, high] }) =>
    solarize(images, perImage(strengths.map((s) => high - Math.abs(s) * (high - low))), [low, high]),
  (images, _, { valueRange }) => autoContrast(images, valueRange),
  (images, _, { valueRange }) => equalize(images, valueRange),
];

/** The layer that `randAugment` makes. */
export class RandAugment extends ImageAugmentation {
  static className = 'RandAugment';
  static override readonly defaults = {
    valueRange: [0, 255],
    numOps: 2,
    factor: 0.5,
    interpolation: 'bilinear',
    seed: undefined,
  } satisfies LayerDefaults<RandAugmentOptions>;
  declare readonly config: LayerConfig<RandAugmentOptions, typeof RandAugment.defaults>;
  readonly #strength: Span;

  constructor(options: RandAugmentOptions = {}) {
    super(options);
    const { factor, valueRange, numOps, interpolation } = this.config;
    this.#strength = spanOf(factor, [0, 1], 'randAugment');
    checkValueRange(valueRange, 'randAugment');
    checkCount(numOps, 'randAugment', 'numOps');
    checkName(interpolation, ['nearest', 'bilinear'], 'randAugment: interpolation');
  }

  protected override augment(images: Tensor, generator: Generator): Tensor {
    if (images.shape[3] !== 1) checkColors(images, 'randAugment');
    let changed = asFloats(images);
    for (let round = 0; round < this.config.numOps; round++) changed = this.#change(changed, generator);
    return changed;
  }

  /** One change to each image: those that get the same one are changed together. */
  #change(images: Tensor, generator: Generator): Tensor {
    const n = images.shape[0];
    const chosen = Array.from(generator.uniform(n), (u) => Math.floor(u * changes.length));
    const ways = generator.uniform(n);
    const strengths = drawFactors(generator, n, this.#strength).map((s, i) => (ways[i] < 0.5 ? s : -s));
    const parts = changes.map((_, k) => chosen.flatMap((choice, i) => (choice === k ? [i] : [])));
    const changed = parts.flatMap((members, k) => {
      if (members.length === 0) return [];
      const own = Float32Array.from(members, (i) => strengths[i]);
      return [changes[k](gather(images, tensor(members, 'int32')), own, this.config)];
    });
    const order = new Int32Array(n);
    parts.flat().forEach((i, place) => {
      order[i] = place;
    });
    return gather(concat(changed), tensor(order));
  }
}

/**
 * In training, some random changes to each image, of all kinds: slants, shifts, turns, brightness, colour, contrast, sharpness, fewer
 * values, inverted values, stretched and equalised ones (Cubuk et al. 2019).
 *
 * @throws {ValueError} if the factor is outside 0 … 1, {ShapeError} unless images have 1 or 3 channels.
 *
 * @example
 * randAugment({ numOps: 2, factor: 0.3 });
 */
export function randAugment(options?: RandAugmentOptions): RandAugment {
  return new RandAugment(options);
}
