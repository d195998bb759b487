import { Generator, ValueError } from '@striate/tensor';
import { generatorAt } from '../augmentation/generatorAt';
import type { NdArray } from '../ndArray';
import type { ByteSource } from '../readers/byteChunks';
import { checkOptions, type OptionNames } from '../unknownName';
import { type ColorFactors, colorMatrix, meanColor } from './colorMatrix';
import { decodeImage } from './decodeImage';
import type { ImageHeader } from './imageHeader';
import type { Region } from './Region';
import { resampleBytes } from './resample';
import { checkImage, checkImageSize, type ImageSize } from './resizeImage';
import { bilinearTaps } from './taps';

/** Which image of which pass is wanted: what is random follows from it. */
export interface LoadContext {
  readonly index: number;
  readonly epoch: number;
  /** What was read of the file before. */
  readonly header?: ImageHeader;
}

/** Makes an example of an image file. */
export type ImageLoader = (source: ByteSource, context: LoadContext) => Promise<NdArray<Uint8Array>>;

/** Options of `randomCropLoader`. */
export interface RandomCropLoaderOptions {
  /** Height and width of what comes out. */
  readonly imageSize: ImageSize;
  /** The share of the image's area that is cut out, at least and at most. Default `[0.08, 1]`. */
  readonly scale?: readonly [number, number];
  /** Its width divided by its height, at least and at most. Default `[3 / 4, 4 / 3]`. */
  readonly ratio?: readonly [number, number];
  /** The chance of being mirrored, left to right. Default 0.5. */
  readonly flip?: number;
  /** Brightness is multiplied by 1 - this … 1 + this. Default 0, as of the next two. */
  readonly brightness?: number;
  /** The distances from the mean grey, likewise. */
  readonly contrast?: number;
  /** The distances from grey, likewise. */
  readonly saturation?: number;
  /** As in `resizeImage`. Default true. */
  readonly antialias?: boolean;
  /** 1 (grey) or 3. Default 3. */
  readonly channels?: 1 | 3;
  /** As in `decodeImage`. */
  readonly maxPixels?: number;
  /** The same seed, pass and index give the same crop. Default 0. */
  readonly seed?: number;
}

const optionNames: OptionNames<RandomCropLoaderOptions> = {
  ...{ imageSize: true, scale: true, ratio: true, flip: true, brightness: true, contrast: true, saturation: true },
  ...{ antialias: true, channels: true, maxPixels: true, seed: true },
};

/**
 * The first steps of training on photographs, in one: a random part of an image is decoded, brought to one size, mirrored half of the time,
 * and changed in color. Parts are chosen as torchvision's RandomResizedCrop does (Szegedy et al. 2014), colors as by its ColorJitter,
 * brightness first and no hue.
 *
 * For `load` of `imageFolder`, or for a map. Only the rows down to the end of the part are decoded, and no float is made: what comes out are
 * bytes, `[...imageSize, channels]`.
 *
 * @throws {ValueError} if an option is out of its range.
 *
 * @example
 * const load = randomCropLoader({ imageSize: [224, 224], brightness: 0.4, contrast: 0.4, saturation: 0.4, seed: 42 });
 * const train = (await imageFolder('photos', { load })).batch(32);
 */
export function randomCropLoader(
  options: RandomCropLoaderOptions,
): (source: ByteSource | NdArray<Uint8Array>, context: LoadContext) => Promise<NdArray<Uint8Array>> {
  checkOptions(options, optionNames, 'randomCropLoader');
  const { imageSize, flip = 0.5, antialias = true, channels = 3, maxPixels, seed = 0 } = options;
  const { scale = [0.08, 1], ratio = [3 / 4, 4 / 3], brightness = 0, contrast = 0, saturation = 0 } = options;
  checkImageSize(imageSize, 'randomCropLoader');
  checkRange('scale', scale, 1);
  checkRange('ratio', ratio, Number.POSITIVE_INFINITY);
  for (const [name, value] of Object.entries({ flip, brightness, contrast, saturation }))
    if (!(value >= 0 && value <= 1)) throw new ValueError(`randomCropLoader: ${name} is from 0 to 1, not ${value}`);
  const jitters = brightness > 0 || contrast > 0 || saturation > 0;
  if (jitters && channels !== 3)
    throw new ValueError(`randomCropLoader: colors change in 3 channels, not in ${channels}`);
  new Generator(seed); // refuses a bad seed here, and not in the first pass

  return async (source, { index, epoch, header }) => {
    const draw = draws(seed, epoch, index);
    const choose = (height: number, width: number) => drawCrop(height, width, scale, ratio, draw);
    const mirrored = draw() < flip;
    const around1 = (spread: number) => 1 + spread * (2 * draw() - 1);
    const factors: ColorFactors = {
      brightness: around1(brightness),
      contrast: around1(contrast),
      saturation: around1(saturation),
    };
    const { image, region } = await cut(source, choose, { channels, maxPixels, header });
    const [, width, depth] = checkImage(image, 'randomCropLoader');
    const how = {
      region,
      rows: bilinearTaps(region.height, imageSize[0], antialias),
      columns: bilinearTaps(region.width, imageSize[1], antialias),
      flip: mirrored,
    };
    const colors = jitters ? colorMatrix(factors, meanColor(image, region)) : undefined;
    const data = resampleBytes({ data: image.data, width, channels: depth }, how, colors);
    return { data, shape: [...imageSize, depth] };
  };
}

type Choose = (height: number, width: number) => Region;

/** Of a file, the part alone; of an image, the image and where the part is. */
async function cut(
  source: ByteSource | NdArray<Uint8Array>,
  choose: Choose,
  options: { channels: 1 | 3; maxPixels?: number; header?: ImageHeader },
): Promise<{ image: NdArray<Uint8Array>; region: Region }> {
  if (typeof source === 'object' && 'shape' in source) {
    const [height, width] = checkImage(source, 'randomCropLoader');
    return { image: source, region: choose(height, width) };
  }
  const image = await decodeImage(source, { ...options, region: choose });
  const [height, width] = image.shape;
  return { image, region: { top: 0, left: 0, height, width } };
}

/** Numbers from 0 up to 1 that nobody else draws. */
function draws(seed: number, epoch: number, index: number): () => number {
  const numbers = generatorAt(seed, epoch, index).uniform(32);
  let next = 0;
  return () => numbers[next++];
}

/** Up to ten attempts; then the largest part in the middle whose ratio is allowed. */
function drawCrop(
  height: number,
  width: number,
  scale: readonly [number, number],
  ratio: readonly [number, number],
  draw: () => number,
): Region {
  const between = (low: number, high: number) => low + (high - low) * draw();
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = height * width * between(...scale);
    const aspect = Math.exp(between(Math.log(ratio[0]), Math.log(ratio[1])));
    const [h, w] = [Math.round(Math.sqrt(area / aspect)), Math.round(Math.sqrt(area * aspect))];
    if (h < 1 || w < 1 || h > height || w > width) continue;
    const [top, left] = [Math.floor(draw() * (height - h + 1)), Math.floor(draw() * (width - w + 1))];
    return { top, left, height: h, width: w };
  }
  const h = Math.max(1, Math.min(height, Math.round(width / ratio[0])));
  const w = Math.max(1, Math.min(width, Math.round(height * ratio[1])));
  return { top: (height - h) >> 1, left: (width - w) >> 1, height: h, width: w };
}

function checkRange(name: string, range: readonly [number, number], highest: number): void {
  const [low, high] = range;
  if (!(range.length === 2 && low > 0 && low <= high && high <= highest))
    throw new ValueError(
      `randomCropLoader: ${name} is two numbers above 0, the smaller first, got [${range.join(', ')}]`,
    );
}
