import {
  affineSample,
  type FillMode,
  type Generator,
  type Pair,
  type Tensor,
  tensor,
  ValueError,
} from '@striate/tensor';
import { unknownName } from '../config/names';
import { classNameOf, factoryName } from '../naming';
import { ImageAugmentation, type RandomLayerOptions } from './ImageAugmentation';

/** What is beyond the edges of an image, and between its pixels. */
export interface AffineOptions extends RandomLayerOptions {
  /** What lies beyond the edges. Default `reflect`. */
  fillMode?: FillMode;
  /** Default `bilinear`. */
  interpolation?: 'nearest' | 'bilinear';
  /** Beyond the edges in the `constant` mode. Default 0. */
  fillValue?: number;
}

export const affineDefaults = {
  fillMode: 'reflect',
  interpolation: 'bilinear',
  fillValue: 0,
  seed: undefined,
} as const;

/** `[a, b, c, d, e, f]`: pixel (x, y) of the output is the input's (a x + b y + c, d x + e y + f). */
export type Matrix = readonly [number, number, number, number, number, number];

/** The map with the linear part `[a, b, d, e]` that leaves the middle of the image where it is. */
export function aboutCentre(linear: readonly [number, number, number, number], [height, width]: Pair): Matrix {
  const [a, b, d, e] = linear;
  const [x, y] = [(width - 1) / 2, (height - 1) / 2];
  return [a, b, x - a * x - b * y, d, e, y - d * x - e * y];
}

/** The matrices of a batch, as `affineSample` takes them. */
export function matricesOf(maps: readonly Matrix[]): Tensor {
  return tensor(Float32Array.from(maps.flat()), [maps.length, 6]);
}

/** An augmentation that looks at each image through an affine map of its own. */
export abstract class AffineAugmentation extends ImageAugmentation {
  declare readonly config: AffineOptions;

  constructor(options: AffineOptions) {
    super(options);
    const { fillMode, interpolation } = this.config;
    const who = factoryName(classNameOf(this));
    checkName(fillMode, ['constant', 'nearest', 'reflect', 'wrap'], `${who}: fillMode`);
    checkName(interpolation, ['nearest', 'bilinear'], `${who}: interpolation`);
  }

  /** A random map from output to input for each of n images. */
  protected abstract maps(n: number, size: Pair, generator: Generator): Matrix[];

  protected override augment(images: Tensor, generator: Generator): Tensor {
    const [n, height, width] = images.shape;
    const { fillMode, interpolation, fillValue } = this.config;
    const maps = this.maps(n, [height, width], generator);
    return affineSample(images, matricesOf(maps), { fillMode, interpolation, fillValue });
  }
}

/** @throws {ValueError} for a name that is not among those known. */
export function checkName(name: string | undefined, known: readonly string[], what: string): void {
  if (name !== undefined && !known.includes(name)) throw unknownName(`${what} '${name}' is not known`, name, known);
}

/** @throws {ValueError} unless height and width are whole numbers of at least 1. */
export function checkSize({ height, width }: { readonly height: number; readonly width: number }, who: string): Pair {
  if ([height, width].every((side) => Number.isInteger(side) && side >= 1)) return [height, width];
  throw new ValueError(`${who}: height and width must be whole numbers >= 1, got ${height} and ${width}`);
}
