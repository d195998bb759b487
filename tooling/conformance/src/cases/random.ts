import {
  dropout,
  erfInv,
  Generator,
  randomInt,
  randomNormal,
  randomTruncatedNormal,
  randomUniform,
  type Shape,
  slice,
} from '@striate/tensor';
import type { Case } from '../case';
import { fromFunction, type NdArray } from '../ndArray';
import { elementwise, erf } from '../reference/elementwise';
import { uniform } from '../reference/random';

const exact = { relative: 0, absolute: 0 };

/** A draw of a generator: its seed is the key, the number of earlier draws the counter, each in two words. */
function drawn(shape: Shape, seed: number, draws: number): NdArray {
  const words = (n: number) => [n % 2 ** 32, Math.floor(n / 2 ** 32)];
  return uniform(shape, words(seed), words(draws));
}

const uniforms: Case[] = [
  { shape: [1], seed: 0, draws: 0 },
  { shape: [3], seed: 42, draws: 0 },
  { shape: [4, 7], seed: 42, draws: 5 },
  { shape: [3, 5, 67], seed: 2 ** 40 + 12345, draws: 2 ** 33 + 1 },
].map(({ shape, seed, draws }) => ({
  op: 'randomUniform',
  name: `[${shape}] with seed ${seed} after ${draws} draws`,
  inputs: [],
  run: () => randomUniform(shape, { generator: new Generator(seed, draws) }),
  reference: () => drawn(shape, seed, draws),
  tolerance: exact,
}));

/** By halving the interval: erf only ever grows. */
function inverseErf(y: number): number {
  let [low, high] = [-6, 6];
  for (let i = 0; i < 80; i++) {
    const middle = (low + high) / 2;
    if (erf(middle) < y) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

export const randomCases: Case[] = [
  ...uniforms,
  {
    op: 'randomUniform',
    name: 'from -1.1 to 2.2',
    inputs: [],
    run: () => randomUniform([5, 7], { low: -1.1, high: 2.2, generator: new Generator(7) }),
    reference: () => elementwise((u) => u * 3.3 - 1.1)(drawn([5, 7], 7, 0)),
  },
  {
    op: 'randomNormal',
    name: 'of more numbers than are made at a time',
    inputs: [],
    run: () => slice(randomNormal([40_000], { generator: new Generator(9) }), [32_760], [16]),
    reference: () => {
      const { data } = drawn([32_776], 9, 0);
      const behind: NdArray = { shape: [16], data: data.slice(32_760) };
      return elementwise((u) => Math.SQRT2 * inverseErf(2 * (u + 2 ** -25) - 1))(behind);
    },
    tolerance: { relative: 2e-5 },
  },
  {
    op: 'erfInv',
    name: 'between -1 and 1',
    inputs: [fromFunction([41], ([i]) => (i - 20) / 20.1)],
    run: (x) => erfInv(x),
    reference: elementwise(inverseErf),
    tolerance: { relative: 2e-5 },
  },
  {
    op: 'randomNormal',
    name: 'mean 2, standard deviation 3',
    inputs: [],
    run: () => randomNormal([7, 11], { mean: 2, stddev: 3, generator: new Generator(5) }),
    reference: () => elementwise((u) => 2 + 3 * Math.SQRT2 * inverseErf(2 * (u + 2 ** -25) - 1))(drawn([7, 11], 5, 0)),
  },
  {
    op: 'randomTruncatedNormal',
    name: 'within two standard deviations',
    inputs: [],
    run: () => randomTruncatedNormal([7, 11], { mean: 1, stddev: 0.5, generator: new Generator(6) }),
    reference: () =>
      elementwise((u) => 1 + 0.5 * Math.SQRT2 * inverseErf(erf(Math.SQRT2) * (2 * u - 1)))(drawn([7, 11], 6, 0)),
  },
  {
    op: 'randomInt',
    name: 'from -3 to 4',
    inputs: [],
    run: () => randomInt([5, 9], -3, 4, { generator: new Generator(7) }),
    reference: () => elementwise((u) => Math.floor(Math.fround(Math.fround(u * 7) - 3)))(drawn([5, 9], 7, 0)),
    dtype: 'int32',
  },
  {
    op: 'dropout',
    name: 'a quarter',
    inputs: [fromFunction([6, 7], ([i, j]) => i - j + 0.5)],
    run: (x) => dropout(x, 0.25, { generator: new Generator(9) }),
    reference: (x) => elementwise((value, u) => (Math.fround(u + 0.25) < 1 ? value / 0.75 : 0))(x, drawn([6, 7], 9, 0)),
  },
];
