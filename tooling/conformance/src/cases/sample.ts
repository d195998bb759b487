import * as ops from '@striate/tensor';
import { type Case, uint8 } from '../case';
import { fromFunction, fromValues, type NdArray } from '../ndArray';
import { randomArray, randomIntegers } from '../randomArray';
import * as reference from '../reference/sample';

/** Turns, shears and shifts that reach well beyond the image, another for each. */
function matrices(n: number, height: number, width: number): NdArray {
  const random = randomArray([n, 6], 2300, -0.4, 0.4);
  return fromFunction([n, 6], ([i, k]) => {
    const middle = k === 2 ? width / 2 : k === 5 ? height / 2 : 0;
    return Math.fround(
      (k === 0 || k === 4 ? 1.1 : middle * 0.3) + random.data[i * 6 + k] * (middle === 0 ? 1 : middle),
    );
  });
}

const fillModes = ['constant', 'nearest', 'reflect', 'wrap'] as const;
const interpolations = ['nearest', 'bilinear'] as const;

const affine: Case[] = (
  [
    [[2, 5, 7, 3], [6, 4], false],
    [[3, 4, 4, 1], [4, 4], false],
    [[1, 9, 8, 5], [17, 11], false],
    [[2, 1, 6, 4], [3, 3], false],
    [[3, 40, 36, 3], [40, 36], true],
  ] as const
).flatMap(([shape, size, large], i): Case[] =>
  fillModes.flatMap((fillMode) =>
    interpolations.map((interpolation): Case => {
      const options = { size, fillMode, interpolation, fillValue: 0.75 };
      return {
        op: 'affineSample',
        name: `[${shape}] to ${size.join('x')}, ${interpolation}, ${fillMode}`,
        inputs: [randomArray(shape, 2310 + i), matrices(shape[0], shape[1], shape[2])],
        params: options,
        run: (x, m) => ops.affineSample(x, m, options),
        reference: (x, m) => reference.affineSample(x, m, size, options),
        // A place is a sum in float32, and an image changes by 1 from a pixel to the next.
        tolerance: { relative: 1e-5, absolute: 2e-5 },
        large,
        secondOrder: i === 1 && interpolation === 'bilinear',
      };
    }),
  ),
);

/** Whole numbers of pixels: nothing is interpolated, and values stay exact. */
const exactMaps: Case[] = (
  [
    ['as it is', [1, 0, 0, 0, 1, 0]],
    ['mirrored', [-1, 0, 4, 0, 1, 0]],
    ['a quarter turn', [0, -1, 4, 1, 0, 0]],
    ['moved out of sight', [1, 0, 1e9, 0, 1, -1e9]],
  ] as const
).map(([name, matrix]) => {
  const options = { fillMode: 'constant', fillValue: 7, interpolation: 'bilinear' } as const;
  return {
    op: 'affineSample',
    name: `bytes, ${name}`,
    inputs: [uint8(randomIntegers([1, 5, 5, 3], 2340, 0, 256)), fromValues(matrix, [1, 6])],
    run: (x, m) => ops.affineSample(x, m, options),
    reference: (x, m) => reference.affineSample(x, m, [5, 5], options),
    tolerance: { relative: 0, absolute: 0 },
    gradient: false,
  };
});

const bytes: Case[] = interpolations.flatMap((interpolation) =>
  [1, 3, 6].map((channels): Case => {
    const options = { fillMode: 'reflect', fillValue: 0, interpolation } as const;
    return {
      op: 'affineSample',
      name: `bytes, ${interpolation}, ${channels} channels`,
      inputs: [uint8(randomIntegers([2, 6, 5, channels], 2350, 0, 256)), matrices(2, 6, 5)],
      run: (x, m) => ops.affineSample(x, m, options),
      reference: (x, m) => reference.affineSample(x, m, [6, 5], options),
      tolerance: { relative: 1e-5, absolute: 5e-3 },
      gradient: false,
    };
  }),
);

const grid: Case[] = fillModes.flatMap((fillMode, i) =>
  interpolations.map((interpolation): Case => {
    const options = { fillMode, interpolation, fillValue: -0.5 };
    return {
      op: 'gridSample',
      name: `${interpolation}, ${fillMode}`,
      inputs: [randomArray([2, 5, 4, 3], 2360 + i), randomArray([2, 3, 6, 2], 2370 + i, -7, 11)],
      params: options,
      run: (x, points) => ops.gridSample(x, points, options),
      reference: (x, points) => reference.gridSample(x, points, options),
      secondOrder: interpolation === 'bilinear' && fillMode === 'reflect',
    };
  }),
);

const shared: Case = {
  op: 'gridSample',
  name: 'many pixels, bytes',
  inputs: [uint8(randomIntegers([2, 30, 30, 1], 2380, 0, 256)), randomArray([2, 90, 80, 2], 2381, -10, 45)],
  run: (x, points) => ops.gridSample(x, points, { fillMode: 'wrap' }),
  reference: (x, points) =>
    reference.gridSample(x, points, { fillMode: 'wrap', interpolation: 'bilinear', fillValue: 0 }),
  tolerance: { relative: 1e-5, absolute: 2e-3 },
  gradient: false,
  large: true,
};

export const sampleCases: Case[] = [...affine, ...exactMaps, ...bytes, ...grid, shared];
