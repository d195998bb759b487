import type { Generator, Pair } from '@striate/tensor';
import type { FilledOptions, ShiftRange } from './ImageDataGeneratorOptions';
import type { TransformParameters } from './transformImages';

/** What chance does to an image of a size. The same options take the same numbers, whatever they come to. */
export function drawTransform(
  options: FilledOptions,
  [height, width]: Pair,
  generator: Generator,
): TransformParameters {
  const u = generator.uniform(12);
  const between = (i: number, low: number, high: number) => low + (high - low) * u[i];
  const either = (i: number, range: number) => between(i, -range, range);
  const [low, high] = options.zoomRange;
  return {
    theta: either(0, options.rotationRange),
    tx: shift(options.heightShiftRange, height, u[1], u[2]),
    ty: shift(options.widthShiftRange, width, u[3], u[4]),
    shear: either(5, options.shearRange),
    zx: between(6, low, high),
    zy: between(7, low, high),
    flipHorizontal: options.horizontalFlip && u[8] < 0.5,
    flipVertical: options.verticalFlip && u[9] < 0.5,
    channelShiftIntensity: options.channelShiftRange === 0 ? undefined : either(10, options.channelShiftRange),
    brightness: options.brightnessRange && between(11, ...options.brightnessRange),
  };
}

/** Pixels. Keras tells 1 from 1.0; here 1 is the latter, up to one pixel: the former would never move anything. */
function shift(range: ShiftRange, size: number, u: number, way: number): number {
  const sign = way < 0.5 ? -1 : 1;
  if (typeof range !== 'number')
    return sign * range[Math.floor(u * range.length)] * (Math.max(...range) < 1 ? size : 1);
  if (range > 1 && Number.isInteger(range)) return sign * Math.floor(u * range);
  return (2 * u - 1) * range * (range < 1 ? size : 1);
}
