import { DTypeError, ShapeError, ValueError } from '@striate/tensor';
import { checkNdArray, type NdArray } from '../ndArray';
import type { Region } from './Region';
import { resampleBytes, resampleFloats } from './resample';
import { bilinearTaps, nearestTaps } from './taps';

/** Height and width. */
export type ImageSize = readonly [height: number, width: number];

/** Options of `resizeImage`. */
export interface ResizeImageOptions {
  /** Default `bilinear`. */
  readonly interpolation?: 'bilinear' | 'nearest';
  /**
   * Whether each pixel of a smaller image is made of all those it stands for, as Pillow, torchvision and sharp have it. Without it,
   * of the nearest four (the default of Keras and TensorFlow, and `resize` of tensors). Larger images are the same either way. Default true.
   */
  readonly antialias?: boolean;
  /** Cut off the longer sides, at the centre, instead of stretching. Default false. */
  readonly cropToAspectRatio?: boolean;
  /** Put the whole image on a black ground instead of stretching. Default false. */
  readonly padToAspectRatio?: boolean;
}

/**
 * An image on the host in another size: `[height, width, channels]`, bytes or floats, and out comes the same type, bytes rounded.
 *
 * Pixel centres lie at half coordinates. The same code runs in Node.js and in a page and gives the same numbers.
 *
 * @throws {ShapeError} if it is no image of 1 to 4 channels, or the size not two whole numbers >= 1.
 * @throws {DTypeError} if the values are int32.
 *
 * @example
 * const cat = await decodeImage('cat.jpg');       // [375,500,3]
 * resizeImage(cat, [224, 224]).shape;             // [224,224,3]
 * resizeImage(cat, [224, 224], { cropToAspectRatio: true });
 */
export function resizeImage<A extends Uint8Array | Float32Array>(
  image: NdArray<A>,
  size: ImageSize,
  options: ResizeImageOptions = {},
): NdArray<A> {
  const { interpolation = 'bilinear', antialias = true, cropToAspectRatio, padToAspectRatio } = options;
  const [height, width, channels] = checkImage(image, 'resizeImage');
  checkImageSize(size, 'resizeImage');
  if (interpolation !== 'bilinear' && interpolation !== 'nearest')
    throw new ValueError(`resizeImage: there is no interpolation '${interpolation}'; there are bilinear and nearest`);
  if (cropToAspectRatio && padToAspectRatio)
    throw new ValueError('resizeImage: cropToAspectRatio and padToAspectRatio exclude each other');
  const whole = { top: 0, left: 0, height, width };
  const region = cropToAspectRatio ? centred(whole, size) : whole;
  const inner = padToAspectRatio
    ? centred({ top: 0, left: 0, height: size[0], width: size[1] }, [height, width])
    : undefined;
  const [h, w] = inner ? [inner.height, inner.width] : size;
  if (h === region.height && w === region.width && !inner && region === whole) return image;
  const taps = (from: number, to: number) =>
    interpolation === 'nearest' ? nearestTaps(from, to) : bilinearTaps(from, to, antialias);
  const how = { region, rows: taps(region.height, h), columns: taps(region.width, w) };
  const { data: values } = image;
  const resized =
    values instanceof Uint8Array
      ? resampleBytes({ data: values, width, channels }, how)
      : resampleFloats({ data: values, width, channels }, how);
  const data = inner ? onGround(resized, inner, size, channels) : resized;
  return { data: data as A, shape: [...size, channels] };
}

/** The largest part of a frame, in its middle, with the aspect of a size. */
function centred(frame: Region, [height, width]: ImageSize): Region {
  const h = Math.max(1, Math.min(frame.height, Math.round((frame.width * height) / width)));
  const w = Math.max(1, Math.min(frame.width, Math.round((frame.height * width) / height)));
  return { top: (frame.height - h) >> 1, left: (frame.width - w) >> 1, height: h, width: w };
}

function onGround(
  image: Uint8Array | Float32Array,
  { top, left, height, width }: Region,
  [rows, columns]: ImageSize,
  channels: number,
): Uint8Array | Float32Array {
  const size = rows * columns * channels;
  const out = image instanceof Uint8Array ? new Uint8Array(size) : new Float32Array(size);
  for (let y = 0; y < height; y++) {
    const row = image.subarray(y * width * channels, (y + 1) * width * channels);
    out.set(row, ((top + y) * columns + left) * channels);
  }
  return out;
}

/** @throws {ShapeError | DTypeError} unless it is one image on the host. */
export function checkImage(image: NdArray, who: string): [height: number, width: number, channels: number] {
  const { data, shape } = image;
  checkNdArray(image, who);
  const [height, width, channels] = shape;
  if (shape.length !== 3 || height < 1 || width < 1 || channels < 1 || channels > 4) {
    throw new ShapeError(`${who}: takes one image [height, width, 1 to 4 channels], got [${shape.join(',')}]`);
  }
  if (!(data instanceof Uint8Array || data instanceof Float32Array))
    throw new DTypeError(`${who}: takes uint8 or float32, got ${data.constructor.name}`);
  return [height, width, channels];
}

/** @throws {ShapeError} unless it is a height and a width. */
export function checkImageSize(size: ImageSize, who: string): void {
  if (!Array.isArray(size) || size.length !== 2 || !size.every((axis) => Number.isInteger(axis) && axis >= 1))
    throw new ShapeError(`${who}: a size is two whole numbers >= 1, [height, width], got ${JSON.stringify(size)}`);
}
