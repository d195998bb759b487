import { type ByteSource, decodeImage, fromPixels, type NdArray, type PixelSource } from '@striate/data';
import { ShapeError, Tensor, ValueError } from '@striate/tensor';

/**
 * A picture: a PNG, JPEG or WebP file as path, URL, bytes, `Blob` or stream; a canvas, an `<img>`, a `<video>`, an `ImageBitmap`,
 * `ImageData`; or pixels as a tensor or array `[height, width, channels]`, integers 0 … 255 or floats 0 … 1.
 */
export type Picture = ByteSource | PixelSource | NdArray | Tensor;

/** The pixels of a picture, 0 … 255. */
export async function readPicture(
  picture: Picture,
  channels: 1 | 3,
  who: string,
): Promise<NdArray<Uint8Array | Float32Array>> {
  if (picture instanceof Tensor) {
    return pixels({ data: await picture.data(), shape: picture.shape, dtype: picture.dtype }, channels, who);
  }
  if (isByteSource(picture)) return decodeImage(picture, { channels });
  return 'shape' in picture ? pixels(picture, channels, who) : fromPixels(picture, { channels });
}

function isByteSource(picture: Exclude<Picture, Tensor>): picture is ByteSource {
  return (
    typeof picture === 'string' ||
    picture instanceof URL ||
    picture instanceof Blob ||
    picture instanceof Uint8Array ||
    picture instanceof ArrayBuffer ||
    Symbol.asyncIterator in picture ||
    picture instanceof ReadableStream
  );
}

function pixels(array: NdArray, channels: 1 | 3, who: string): NdArray<Uint8Array | Float32Array> {
  const { data, dtype } = array;
  const shape = array.shape.length === 2 ? [...array.shape, 1] : array.shape;
  if (shape.length !== 3 || shape[2] !== channels) {
    throw new ShapeError(
      `${who}: the network takes pictures [height, width, ${channels}], got [${array.shape.join(',')}]; several pictures are given as an array of them`,
    );
  }
  if (data instanceof Uint8Array && dtype !== 'bool') return { data, shape };
  const fraction = data instanceof Float32Array || dtype === 'bool';
  const [least, most] = fraction ? [0, 1] : [0, 255];
  // A little beyond is rounding, or an overshoot of a resize.
  const wrong = data.find((value: number) => !(value >= least - 0.1 * most && value <= 1.1 * most));
  if (wrong !== undefined) {
    throw new ValueError(
      `${who}: pixels are integers from 0 to 255 or floats from 0 to 1, got ${wrong}; give them as they are, the network's own preprocessing comes after`,
    );
  }
  return { data: Float32Array.from(data, (value) => value * (fraction ? 255 : 1)), shape };
}
