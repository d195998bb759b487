import type { Conv2dOptions } from '@striate/tensor';
import * as ops from '@striate/tensor';
import type { Case } from '../case';
import { filled, fromFunction, type NdArray, withShape } from '../ndArray';
import { randomArray } from '../randomArray';
import * as conv from '../reference/conv';
import { matmul } from '../reference/matmul';
import { edgesOf } from './conv';
import { agreeing, filter, image, matrix } from './lectureMatrix';

interface Worked {
  readonly example: number;
  readonly name: string;
  readonly x: NdArray;
  readonly w: NdArray;
  readonly bias?: number;
  readonly strides?: number;
  readonly padding?: number | 'same';
  /** What the lecture prints. */
  readonly y?: string;
}

/** A convolution of a lecture: the printed numbers, the reference and the gradients all have to agree. */
function convolution({ example, name, x, w, bias, strides = 1, padding = 0, y }: Worked): Case {
  const steps: conv.Pair = [strides, strides];
  const edges = edgesOf(padding, () => conv.samePadding([x.shape[1], x.shape[2]], [w.shape[0], w.shape[1]], steps));
  const params = conv.convParams({ strides: steps, padding: edges });
  const options: Conv2dOptions = { strides, padding };
  return {
    op: 'conv2d',
    name: `lecture example ${example}: ${name}`,
    inputs: bias === undefined ? [x, w] : [x, w, filled([w.shape[3]], bias)],
    params: options,
    run: (...[p, q, b]) => ops.conv2d(p, q, { ...options, bias: b }),
    reference: agreeing(y, (...[p, q, b]) => {
      const result = conv.conv2d(p, q, params);
      return b ? conv.addBias(result, b) : result;
    }),
    tolerance: { relative: 1e-6 },
    positions: example === 3 ? 3 : undefined,
  };
}

const one = image('1 2 3 0 | 0 1 2 3 | 3 0 1 2 | 2 3 0 1');
const oneFilter = filter('2 0 1 | 0 1 2 | 1 0 2');
const three = '1 2 3 0 1 2 3 | 0 1 2 3 0 1 2 | 3 0 1 2 3 0 1';
const seven = image(`${three} | 2 3 0 1 2 3 0 | ${three}`);
const warm = image('0 80 40 | 20 40 0 | 0 0 40');
const letter = image('1 1 1 0 0 | 0 1 1 1 0 | 0 0 1 1 1 | 0 0 1 1 0 | 0 1 1 0 0');
const ten = image('10 0 0 | 0 10 0 | 0 0 10');

const printed: Worked[] = [
  { example: 1, name: '4x4 and 3x3', x: one, w: oneFilter, y: '15 16 | 6 15' },
  { example: 1, name: 'with bias 3', x: one, w: oneFilter, bias: 3, y: '18 19 | 9 18' },
  {
    example: 2,
    name: '7x7 in steps of 2',
    x: seven,
    w: oneFilter,
    strides: 2,
    y: '15 17 15 | 17 15 17 | 15 17 15',
  },
  { example: 4, name: 'before the update', x: warm, w: filter('0 0.25 | 0.5 1'), y: '70 30 | 10 40' },
  { example: 4, name: 'after the update', x: warm, w: filter('1 0.3 | 0.4 1'), y: '72 108 | 32 80' },
  { example: 5, name: 'binary image', x: letter, w: filter('1 0 1 | 0 1 0 | 1 0 1'), y: '4 3 4 | 2 4 3 | 2 3 4' },
  { example: 6, name: 'diagonal filter', x: ten, w: filter('10 0 | 0 10'), y: '200 0 | 0 200' },
  { example: 6, name: 'antidiagonal filter', x: ten, w: filter('0 5 | 3 0'), y: '0 30 | 50 0' },
  { example: 6, name: 'upper filter', x: ten, w: filter('2 6 | 0 0'), y: '20 0 | 60 20' },
  { example: 6, name: 'with bias 20', x: ten, w: filter('10 0 | 0 10'), bias: 20, y: '220 20 | 20 220' },
  { example: 7, name: 'no padding, bias 10', x: ten, w: filter('0 5 | 3 0'), bias: 10, y: '10 40 | 60 10' },
  {
    example: 7,
    name: 'padding 1, bias 10',
    x: ten,
    w: filter('0 1 | 1 0'),
    bias: 10,
    padding: 1,
    y: '10 20 10 10 | 20 10 20 10 | 10 20 10 20 | 10 10 20 10',
  },
  {
    example: 7,
    name: 'padding 1, steps of 3',
    x: ten,
    w: filter('0 1 | 1 0'),
    padding: 1,
    strides: 3,
    y: '0 0 | 0 0',
  },
];

const sizes: Worked[] = [1, 6].map((filters) => ({
  example: 3,
  name: `32x32x3 and ${filters} of 5x5x3 give ${filters} maps of 28x28`,
  x: randomArray([1, 32, 32, 3], 1200),
  w: randomArray([5, 5, 3, filters], 1201),
}));

const red = '0 0 0 | 0 156 155 | 0 153 154';
const green = '0 0 0 | 0 167 166 | 0 164 165';
const blue = '0 0 0 | 0 163 162 | 0 160 161';
const redFilter = '-1 -1 1 | 0 1 -1 | 0 1 1';
const greenFilter = '1 0 0 | 1 -1 -1 | 1 0 -1';
const blueFilter = '0 1 1 | 0 1 0 | 1 -1 1';
const rgb: NdArray = fromFunction([1, 3, 3, 3], ([, h, w, c]) => matrix([red, green, blue][c])[h][w]);
const rgbFilter: NdArray = fromFunction(
  [3, 3, 3, 1],
  ([h, w, c]) => matrix([redFilter, greenFilter, blueFilter][c])[h][w],
);

const channels: Worked[] = [
  { example: 8, name: 'the red channel', x: image(red), w: filter(redFilter), y: '308' },
  { example: 8, name: 'the green channel', x: image(green), w: filter(greenFilter), y: '-498' },
  { example: 8, name: 'the blue channel', x: image(blue), w: filter(blueFilter), y: '164' },
  { example: 8, name: 'three channels, one filter, bias 1', x: rgb, w: rgbFilter, bias: 1, y: '-25' },
];

const named: Record<string, string> = {
  'Sobel horizontal': '-1 0 1 | -2 0 2 | -1 0 1',
  'Sobel vertical': '-1 -2 -1 | 0 0 0 | 1 2 1',
  edge: '-1 -1 -1 | -1 8 -1 | -1 -1 -1',
  blur: '0.0625 0.125 0.0625 | 0.125 0.25 0.125 | 0.0625 0.125 0.0625',
  sharpen: '0 -1 0 | -1 5 -1 | 0 -1 0',
};

const photo = randomArray([1, 9, 8, 1], 1210, 0, 1);
const line = (of: (h: number, w: number) => boolean) => fromFunction([7, 7, 3, 1], ([h, w]) => Number(of(h, w)));

const filters: Worked[] = [
  ...Object.entries(named).map(([name, rows]) => ({
    example: 9,
    name,
    x: photo,
    w: filter(rows),
    padding: 'same' as const,
  })),
  {
    example: 9,
    name: 'a vertical line over all channels',
    x: randomArray([2, 9, 8, 3], 1211),
    w: line((_, w) => w === 3),
    padding: 'same',
  },
  {
    example: 9,
    name: 'a horizontal line over all channels',
    x: randomArray([2, 9, 8, 3], 1212),
    w: line((h) => h === 3),
    padding: 'same',
  },
];

/** The matrix whose product with the flattened image is the convolution: each row holds the shared weights, moved on. */
function toeplitz(w: NdArray, size: number): NdArray {
  const [rows, columns] = w.shape;
  const out = size - rows + 1;
  return fromFunction([out * out, size * size], ([to, from]) => {
    const kh = Math.floor(from / size) - Math.floor(to / out);
    const kw = (from % size) - (to % out);
    return kh >= 0 && kh < rows && kw >= 0 && kw < columns ? w.data[kh * columns + kw] : 0;
  });
}

const dense: Case[] = [
  { name: '4x4 image', x: one, w: oneFilter, size: 4 },
  { name: '5x5 image', x: letter, w: filter('1 0 1 | 0 1 0 | 1 0 1'), size: 5 },
].map(({ name, x, w, size }) => ({
  op: 'conv2d',
  name: `lecture example 10: a convolution is a dense layer with shared weights, ${name}`,
  inputs: [x, w],
  run: (p, q) => ops.conv2d(p, q),
  reference: (p, q) => {
    const out = size - 2;
    return withShape(matmul(toeplitz(q, size), withShape(p, [size * size, 1])), [1, out, out, 1]);
  },
  tolerance: { relative: 1e-6 },
}));

/** Examples 1 to 10: convolutions. */
export const lectureConvCases: Case[] = [...[...printed, ...sizes, ...channels, ...filters].map(convolution), ...dense];
