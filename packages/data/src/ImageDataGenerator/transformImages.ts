import {
  add,
  affineSample,
  clip,
  div,
  type FillMode,
  greater,
  less,
  logicalOr,
  max,
  maximum,
  min,
  minimum,
  mul,
  type Pair,
  sub,
  type Tensor,
  tensor,
  where,
} from '@striate/tensor';

/** What is done to one image, as `getRandomTransform` draws it. */
export interface TransformParameters {
  /** Degrees. Default 0. */
  readonly theta?: number;
  /** Rows that the image moves up. Default 0. */
  readonly tx?: number;
  /** Columns that it moves to the left. Default 0. */
  readonly ty?: number;
  /** Degrees. Default 0. */
  readonly shear?: number;
  /** Share of the height that is seen. Default 1. */
  readonly zx?: number;
  /** Share of the width that is seen. Default 1. */
  readonly zy?: number;
  /** Default false. */
  readonly flipHorizontal?: boolean;
  /** Default false. */
  readonly flipVertical?: boolean;
  /** Added to all values, which stay between the least and the greatest of the image. */
  readonly channelShiftIntensity?: number;
  /** Factor of all values. */
  readonly brightness?: number;
}

export interface Sampling {
  readonly fillMode: FillMode;
  readonly cval: number;
  readonly interpolationOrder: 0 | 1;
}

/** The map from output to input pixels, as `affineSample` takes it: turn, shift, shear and zoom about the middle, then the flips. */
export function matrixOf(parameters: TransformParameters, [height, width]: Pair): readonly number[] {
  const { theta = 0, tx = 0, ty = 0, shear = 0, zx = 1, zy = 1, flipHorizontal, flipVertical } = parameters;
  const [turn, slant] = [(theta * Math.PI) / 180, (shear * Math.PI) / 180];
  const [cos, sin] = [Math.cos(turn), Math.sin(turn)];
  // Rows first, as Keras multiplies: [cos -sin; sin cos] [1 -sin(shear); 0 cos(shear)] [zx 0; 0 zy].
  const rowByRow = cos * zx;
  const rowByColumn = (-cos * Math.sin(slant) - sin * Math.cos(slant)) * zy;
  const columnByRow = sin * zx;
  const columnByColumn = (-sin * Math.sin(slant) + cos * Math.cos(slant)) * zy;
  const [midRow, midColumn] = [(height - 1) / 2, (width - 1) / 2];
  const row = midRow + cos * tx - sin * ty;
  const column = midColumn + sin * tx + cos * ty;
  // Measured from the middle, a flip is a change of sign.
  const [h, v] = [flipHorizontal ? -1 : 1, flipVertical ? -1 : 1];
  const [a, b, d, e] = [columnByColumn * h, columnByRow * v, rowByColumn * h, rowByRow * v];
  return [a, b, column - a * midColumn - b * midRow, d, e, row - d * midColumn - e * midRow];
}

/** Images [n, height, width, channels], each changed by its parameters: float32. */
export function transformImages(
  images: Tensor,
  parameters: readonly TransformParameters[],
  sampling: Sampling,
): Tensor {
  const [n, height, width] = images.shape;
  const { fillMode, cval, interpolationOrder } = sampling;
  const maps = Float32Array.from(parameters.flatMap((p) => matrixOf(p, [height, width])));
  const moved = affineSample(images, tensor(maps, [n, 6]), {
    fillMode,
    fillValue: cval,
    interpolation: interpolationOrder === 0 ? 'nearest' : 'bilinear',
  });
  return brighten(shiftChannels(moved, parameters), parameters);
}

function shiftChannels(images: Tensor, parameters: readonly TransformParameters[]): Tensor {
  if (parameters.every((p) => p.channelShiftIntensity === undefined)) return images;
  const shifts = numbers(parameters, (p) => p.channelShiftIntensity ?? 0);
  const [low, high] = [min(images, [1, 2, 3], true), max(images, [1, 2, 3], true)];
  return minimum(maximum(add(images, shifts), low), high);
}

/** Values are taken to lie in 0 … 255; in the range of the image where that goes beyond. */
function brighten(images: Tensor, parameters: readonly TransformParameters[]): Tensor {
  if (parameters.every((p) => p.brightness === undefined)) return images;
  const isBright = numbers(parameters, (p) => Number(p.brightness !== undefined));
  const factors = numbers(parameters, (p) => p.brightness ?? 1);
  const [least, most] = [min(images, [1, 2, 3], true), max(images, [1, 2, 3], true)];
  const isOutside = logicalOr(less(least, 0), greater(most, 255));
  const low = where(isOutside, least, 0);
  const span = sub(where(isOutside, most, 255), low);
  const shares = div(sub(images, low), where(greater(span, 0), span, 1));
  return where(greater(isBright, 0), add(mul(clip(mul(shares, factors), 0, 1), span), low), images);
}

function numbers(parameters: readonly TransformParameters[], pick: (p: TransformParameters) => number): Tensor {
  return tensor(Float32Array.from(parameters, pick), [parameters.length, 1, 1, 1]);
}
