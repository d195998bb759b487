import { ops, scope, tensor } from 'striate';
import type { Matrix } from './NumbersState';

export interface FilterPictureOptions {
  readonly filter: Matrix;
  readonly stride: number;
  readonly dilation: number;
  /** One channel of grey in place of three colours. */
  readonly gray: boolean;
}

export interface FilteredPicture {
  readonly values: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** The values of a picture, from 0 to 255: [height, width, channels]. */
export function valuesOf({ data }: ImageData, gray: boolean): Float32Array {
  const pixels = data.length / 4;
  const channels = gray ? 1 : 3;
  const values = new Float32Array(pixels * channels);
  for (let i = 0; i < pixels; i++) {
    if (gray) values[i] = Math.round(0.299 * data[i * 4] + 0.587 * data[i * 4 + 1] + 0.114 * data[i * 4 + 2]);
    else for (let c = 0; c < 3; c++) values[i * 3 + c] = data[i * 4 + c];
  }
  return values;
}

/** Convolves a picture, with `same` padding; each colour with the same filter. */
export async function filterPicture(image: ImageData, options: FilterPictureOptions): Promise<FilteredPicture> {
  const { filter, stride: strides, dilation: dilations, gray } = options;
  const channels = gray ? 1 : 3;
  const output = scope(() => {
    const x = tensor(valuesOf(image, gray), [1, image.height, image.width, channels]);
    const weights = filter.flatMap((row) => row.flatMap((w) => Array.from({ length: channels }, () => w)));
    const kernel = tensor(Float32Array.from(weights), [filter.length, filter[0].length, 1, channels]);
    return ops.conv2d(x, kernel, { padding: 'same', strides, dilations, groups: channels });
  });
  const [, height, width] = output.shape;
  const values = await output.data();
  output.dispose();
  return { values, height, width, channels };
}
