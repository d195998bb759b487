import { type DType, ShapeError, Tensor, type TypedArray, ValueError } from '@striate/tensor';
import { checkNdArray, dtypeOf, type NdArray } from '../ndArray';

/** How numbers become the bytes of a picture. */
export interface ImageBytesOptions {
  /**
   * Stretch the values, so that the least is black and the largest white, as `array_to_img` of Keras does: for filters and feature maps.
   * Default false: integers are 0 … 255, floats 0 … 1 and bools black and white; what lies beyond is cut off.
   */
  readonly scale?: boolean;
}

/** A picture on the host: `[height, width, channels]`, 1 (grey), 2 (grey, alpha), 3 or 4 channels. */
export interface ImageBytes {
  readonly data: Uint8Array;
  readonly height: number;
  readonly width: number;
  readonly channels: number;
}

/** The values of one image as bytes. */
export async function imageBytes(x: Tensor | NdArray, options: ImageBytesOptions, who: string): Promise<ImageBytes> {
  const array = x instanceof Tensor ? { data: await x.data(), shape: x.shape, dtype: x.dtype } : x;
  const { data, shape, dtype = dtypeOf(data) } = array;
  checkNdArray(array, who);
  const [height, width, channels = 1] = shape;
  if ((shape.length !== 2 && shape.length !== 3) || height < 1 || width < 1 || channels < 1 || channels > 4) {
    throw new ShapeError(
      `${who}: takes one image [height, width] or [height, width, 1 to 4 channels], got [${shape.join(',')}]`,
    );
  }
  return { data: toBytes(data, dtype, options.scale ?? false, who), height, width, channels };
}

function toBytes(data: TypedArray, dtype: DType, scale: boolean, who: string): Uint8Array {
  if (data instanceof Uint8Array && dtype !== 'bool' && !scale) return data;
  const [low, high] = scale ? extremes(data) : [0, dtype === 'float32' || dtype === 'bool' ? 1 : 255];
  if (!scale && dtype === 'float32') {
    const [, largest] = extremes(data);
    if (largest >= 2)
      throw new ValueError(
        `${who}: floats are from 0 to 1, and these go up to ${largest}: divide by 255, cast to uint8, or stretch with scale: true`,
      );
  }
  const factor = high > low ? 255 / (high - low) : 0;
  // A clamped array rounds, and cuts off what lies beyond.
  return new Uint8Array(Uint8ClampedArray.from(data, (value) => (value - low) * factor).buffer);
}

function extremes(data: TypedArray): [least: number, largest: number] {
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const value of data) {
    if (value < least) least = value;
    if (value > largest) largest = value;
  }
  return [least, largest];
}
