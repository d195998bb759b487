import type { Layer } from '@striate/layers';
import {
  concat,
  fill,
  Generator,
  mul,
  pad,
  round,
  type Shape,
  ShapeError,
  scope,
  sharedGenerator,
  sub,
  type Tensor,
  ValueError,
} from '@striate/tensor';
import { drawingFrom } from './augmented';

export interface AugmentationGridOptions {
  /** Variants of each image, beside the original. Default 7. */
  readonly copies?: number;
  /** Images, with their variants, side by side in a row of the grid. Default 1. */
  readonly columns?: number;
  /** The same seed gives the same variants. Default: drawn from the shared generator. */
  readonly seed?: number;
  /** Pixels between pictures; twice as many follow an original. Default 2. */
  readonly gap?: number;
  /** Least and greatest value of the images: black and white of the picture. Default `[0, 255]`. */
  readonly valueRange?: readonly [number, number];
}

/**
 * A picture of what layers do to images: each image, and beside it variants of it.
 *
 * Shapes: images [n, height, width, 1 or 3] → one picture [rows, columns, channels], uint8, as `encodePng` takes it. Layers that crop
 * make variants smaller than their originals, or larger: pictures are then centred in cells of the larger size.
 *
 * @throws {ShapeError} unless these are images of 1 or 3 channels.
 *
 * @example
 * const picture = augmentationGrid(batch.x, [randomFlip(), randomRotation({ factor: 0.1 })], { copies: 5, seed: 1 });
 * await writeFile('augmentation.png', await encodePng(picture));
 */
export function augmentationGrid(
  images: Tensor,
  layers: Layer | readonly Layer[],
  options: AugmentationGridOptions = {},
): Tensor {
  const { copies = 7, columns = 1, gap = 2, valueRange: [low, high] = [0, 255] } = options;
  for (const [name, value, least] of [
    ['copies', copies, 0],
    ['columns', columns, 1],
    ['gap', gap, 0],
  ] as const) {
    if (!Number.isInteger(value) || value < least)
      throw new ValueError(`augmentationGrid: ${name} must be a whole number >= ${least}, got ${value}`);
  }
  if (images.rank !== 4 || ![1, 3].includes(images.shape[3]) || images.shape[0] === 0)
    throw new ShapeError(`augmentationGrid: takes images [n, height, width, 1 or 3], got [${images.shape}]`);
  const chain: readonly Layer[] = Array.isArray(layers) ? layers : [layers as Layer];
  const generator = options.seed === undefined ? sharedGenerator().fork() : new Generator(options.seed);
  return scope(() => {
    const variants = Array.from({ length: copies }, () =>
      drawingFrom(generator.fork(), chain, () =>
        chain.reduce((x, layer) => layer(x, { training: true }), images.cast('float32')),
      ),
    );
    const pictures = [images, ...variants].map((x) => {
      return round(mul(sub(x.cast('float32'), low), 255 / (high - low)))
        .cast('uint8')
        .cast('float32');
    });
    return paste(pictures, columns, gap).cast('uint8');
  });
}

const background = 255;

/** The pictures of each image in a row, rows below each other. */
function paste(pictures: readonly Tensor[], columns: number, gap: number): Tensor {
  const n = pictures[0].shape[0];
  const height = Math.max(...pictures.map(({ shape }) => shape[1]));
  const width = Math.max(...pictures.map(({ shape }) => shape[2]));
  const cells = pictures.map((x, i) => inCell(x, [height, width], i === 0 ? 2 * gap : gap, gap));
  // [n, cell height, cell width * pictures, channels]: one strip an image.
  const strips = concat(cells, 2);
  const [, stripHeight, stripWidth, channels] = strips.shape;
  const rows = Math.ceil(n / columns);
  const missing = rows * columns - n;
  const blank: Shape = [missing, stripHeight, stripWidth, channels];
  const all = missing > 0 ? concat([strips, fill(blank, background)]) : strips;
  const grid = all.reshape([rows, columns, stripHeight, stripWidth, channels]).transpose([0, 2, 1, 3, 4]);
  const whole = grid.reshape([rows * stripHeight, columns * stripWidth, channels]);
  return pad(
    whole,
    [
      [gap, 0],
      [gap, 0],
      [0, 0],
    ],
    { value: background },
  );
}

function inCell(x: Tensor, [height, width]: readonly [number, number], right: number, below: number): Tensor {
  const [, h, w] = x.shape;
  const [top, left] = [Math.floor((height - h) / 2), Math.floor((width - w) / 2)];
  const sides = [
    [0, 0],
    [top, height - h - top + below],
    [left, width - w - left + right],
    [0, 0],
  ] as const;
  return pad(x, sides, { value: background });
}
