import { type FillMode, type Tensor, ValueError } from '@striate/tensor';

/** A range of shifts: below 1 a share of the size; whole numbers above 1 that many pixels less one; a list, one of these pixels. */
export type ShiftRange = number | readonly number[];

/** Options of `ImageDataGenerator`, Keras' names and defaults. */
export interface ImageDataGeneratorOptions {
  /** Whether to subtract the mean of each channel of the images given to `fit`. Default false. */
  readonly featurewiseCenter?: boolean;
  /** Whether to subtract an image's own mean. Default false. */
  readonly samplewiseCenter?: boolean;
  /** Whether to divide by the deviation of each channel of the images given to `fit`; centres, too. Default false. */
  readonly featurewiseStdNormalization?: boolean;
  /** Whether to divide an image by its own deviation; centres, too. Default false. */
  readonly samplewiseStdNormalization?: boolean;
  /** Whether to whiten by the images given to `fit` (ZCA); centres by feature, too. Default false. */
  readonly zcaWhitening?: boolean;
  /** Added to the deviations that ZCA divides by. Default 1e-6. */
  readonly zcaEpsilon?: number;
  /** Degrees, either way. Default 0. */
  readonly rotationRange?: number;
  /** To the left and to the right. Default 0. */
  readonly widthShiftRange?: ShiftRange;
  /** Up and down. Default 0. */
  readonly heightShiftRange?: ShiftRange;
  /** Factors of brightness, `[low, high]`. Default: none. */
  readonly brightnessRange?: readonly [number, number];
  /** Degrees, either way. Default 0. */
  readonly shearRange?: number;
  /** Share of height and of width that is seen: `[low, high]`, or `[1 - range, 1 + range]`. Default 0. */
  readonly zoomRange?: number | readonly [number, number];
  /** Added to all values, either way. Default 0. */
  readonly channelShiftRange?: number;
  /** What lies beyond the edges. Default `nearest`. */
  readonly fillMode?: FillMode;
  /** Beyond the edges in the `constant` mode. Default 0. */
  readonly cval?: number;
  /** Whether to mirror half of the images. Default false. */
  readonly horizontalFlip?: boolean;
  /** Whether to turn half of the images upside down. Default false. */
  readonly verticalFlip?: boolean;
  /** Factor of all values, before the other steps of `standardize`. Default: none. */
  readonly rescale?: number;
  /** What is done to each image [height, width, channels] before anything else of `standardize`; the shape stays. */
  readonly preprocessingFunction?: (image: Tensor) => Tensor;
  /** Images are [height, width, channels] here: anything but `channelsLast` is refused. */
  readonly dataFormat?: 'channelsLast' | 'channelsFirst';
  /** Share of the images that is kept for validation, see `subset` of `flow`. Default 0. */
  readonly validationSplit?: number;
  /** 0 takes the nearest pixel, 1 mixes four. Default 1. */
  readonly interpolationOrder?: 0 | 1;
}

export type FilledOptions = ReturnType<typeof fillOptions>;

/** The options with their defaults. @throws {ValueError} for those that cannot be. */
export function fillOptions(options: ImageDataGeneratorOptions) {
  const { zoomRange = 0, validationSplit = 0, brightnessRange, dataFormat, interpolationOrder = 1 } = options;
  const zoom = typeof zoomRange === 'number' ? ([1 - zoomRange, 1 + zoomRange] as const) : zoomRange;
  if (dataFormat !== undefined && dataFormat !== 'channelsLast') {
    throw new ValueError(
      `imageDataGenerator: dataFormat must be 'channelsLast', got '${dataFormat}': transpose images first`,
    );
  }
  for (const [name, range] of [
    ['zoomRange', zoom],
    ['brightnessRange', brightnessRange ?? [0, 0]],
  ] as const) {
    if (range.length !== 2 || !(range[0] <= range[1]))
      throw new ValueError(`imageDataGenerator: ${name} must be [low, high], got ${JSON.stringify(range)}`);
  }
  if (!(validationSplit >= 0 && validationSplit < 1))
    throw new ValueError(`imageDataGenerator: validationSplit must be at least 0 and below 1, got ${validationSplit}`);
  if (interpolationOrder !== 0 && interpolationOrder !== 1)
    throw new ValueError(`imageDataGenerator: interpolationOrder must be 0 or 1, got ${interpolationOrder}`);
  const { featurewiseStdNormalization = false, samplewiseStdNormalization = false, zcaWhitening = false } = options;
  return {
    zcaEpsilon: 1e-6,
    rotationRange: 0,
    widthShiftRange: 0 as ShiftRange,
    heightShiftRange: 0 as ShiftRange,
    shearRange: 0,
    channelShiftRange: 0,
    fillMode: 'nearest' as FillMode,
    cval: 0,
    horizontalFlip: false,
    verticalFlip: false,
    ...options,
    validationSplit,
    interpolationOrder,
    zoomRange: zoom,
    // As in Keras: whitening does the work of the deviations, and to divide by a deviation is to centre first.
    zcaWhitening,
    featurewiseStdNormalization: featurewiseStdNormalization && !zcaWhitening,
    featurewiseCenter: options.featurewiseCenter || zcaWhitening || featurewiseStdNormalization,
    samplewiseStdNormalization,
    samplewiseCenter: options.samplewiseCenter || samplewiseStdNormalization,
  };
}
