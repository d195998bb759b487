import { type NdArray, resizeImage } from '@striate/data';
import { unknownName } from '@striate/layers';
import { type Tensor, tensor, ValueError } from '@striate/tensor';
import type { Preprocessing } from './Preprocessing';
import { type Picture, readPicture } from './readPicture';

/** The ways of Keras' `preprocess_input`, by its names. The pictures are stretched to 224 x 224, as its examples do. */
export const preprocessingModes = {
  /** Blue first, minus the mean of ImageNet: VGG and ResNet. */
  caffe: {
    size: [224, 224],
    channels: 3,
    resize: 'stretch',
    channelOrder: 'bgr',
    scale: 1,
    mean: [103.939, 116.779, 123.68],
  },
  /** -1 … 1: Inception, MobileNet. */
  tf: { size: [224, 224], channels: 3, resize: 'stretch', scale: 1 / 127.5, mean: [1, 1, 1] },
  /** 0 … 1, minus the mean of ImageNet, divided by its standard deviation: DenseNet, and all of torchvision. */
  torch: {
    size: [224, 224],
    channels: 3,
    resize: 'stretch',
    scale: 1 / 255,
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
} as const satisfies Record<string, Preprocessing>;

/** The rules, or a name of Keras'. */
export type PreprocessingLike = Preprocessing | keyof typeof preprocessingModes;

/**
 * A picture as the input of a network: `[1, height, width, channels]`, float32.
 *
 * @throws {ValueError} for rules that make no picture, or pixels out of range.
 * @throws {FormatError} for a file that is no picture.
 *
 * @example
 * const net = await resNet50({ weights: 'imagenet', includeTop: false, pooling: 'avg' });
 * const features = await net.predict(await preprocess('cat.jpg', pictureRules(net).preprocessing ?? 'torch'));
 */
export async function preprocess(picture: Picture, rules: PreprocessingLike): Promise<Tensor> {
  const full = rulesOf(rules, 'preprocess');
  return tensor(await pictureInput(picture, full, 'preprocess'), [1, ...full.size, full.channels]);
}

/** @throws {ValueError} for a name that there is not, or rules that make no picture. */
export function rulesOf(rules: PreprocessingLike, who: string): Preprocessing {
  if (typeof rules === 'string' && !Object.hasOwn(preprocessingModes, rules)) {
    throw unknownName(`${who}: preprocessing '${rules}' is not known`, rules, Object.keys(preprocessingModes));
  }
  const found: Preprocessing = typeof rules === 'string' ? preprocessingModes[rules] : rules;
  const { size, resize, channels, mean, std } = found;
  if (!size.every((side) => Number.isInteger(side) && side >= 1)) {
    throw new ValueError(`${who}: size is a height and a width, got ${JSON.stringify(size)}`);
  }
  if (resize !== 'stretch' && !(Number.isInteger(resize) && resize >= Math.max(...size))) {
    throw new ValueError(
      `${who}: resize is 'stretch', or the length of the shorter side before ${size.join(' x ')} is cut out, got ${resize}`,
    );
  }
  for (const [name, values] of Object.entries({ mean, std })) {
    if (values && values.length !== channels) {
      throw new ValueError(`${who}: ${name} has a number a channel, that is ${channels}, got [${values.join(',')}]`);
    }
  }
  return found;
}

/** The numbers of one input. */
export async function pictureInput(picture: Picture, rules: Preprocessing, who: string): Promise<Float32Array> {
  return scaled(fit(await readPicture(picture, rules.channels, who), rules), rules);
}

type Pixels = NdArray<Uint8Array | Float32Array>;

/** In the size the network takes. */
function fit(pixels: Pixels, { size, resize, interpolation, antialias }: Preprocessing): Pixels {
  const how = { interpolation, antialias };
  if (resize === 'stretch') return resizeImage(pixels, size, how);
  const [height, width] = pixels.shape;
  const shorter = Math.min(height, width);
  // The longer side is cut to a whole number, as torchvision does.
  const whole = (side: number) => Math.trunc((resize * side) / shorter);
  return centre(resizeImage(pixels, [whole(height), whole(width)], how), size);
}

function centre({ data, shape }: Pixels, [height, width]: Preprocessing['size']): Pixels {
  const [rows, columns, channels] = shape;
  const [top, left] = [Math.round((rows - height) / 2), Math.round((columns - width) / 2)];
  const out = new Float32Array(height * width * channels);
  for (let y = 0; y < height; y++) {
    const from = ((top + y) * columns + left) * channels;
    out.set(data.subarray(from, from + width * channels), y * width * channels);
  }
  return { data: out, shape: [height, width, channels] };
}

function scaled({ data }: Pixels, { channels, channelOrder, scale, mean, std }: Preprocessing): Float32Array {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at += channels) {
    for (let c = 0; c < channels; c++) {
      const from = channelOrder === 'bgr' ? channels - 1 - c : c;
      out[at + c] = (data[at + from] * scale - (mean?.[c] ?? 0)) / (std?.[c] ?? 1);
    }
  }
  return out;
}
