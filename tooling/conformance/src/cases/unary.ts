import type { Tensor } from '@striate/tensor';
import * as ops from '@striate/tensor';
import { type Case, int32, type Tolerance } from '../case';
import { fromFunction, fromValues, type NdArray } from '../ndArray';
import { randomArray } from '../randomArray';
import { elementwise, erf, floorMod, roundHalfToEven, sigmoid } from '../reference/elementwise';

interface UnaryOp {
  readonly run: (x: Tensor) => Tensor;
  readonly of: (x: number) => number;
  /** Where it is smooth: away from kinks and poles. */
  readonly low?: number;
  readonly high?: number;
  /** Constant between its steps, so the gradient is zero there. */
  readonly steps?: boolean;
  readonly tolerance?: Tolerance;
}

const unary: Record<string, UnaryOp> = {
  neg: { run: ops.neg, of: (x) => -x, low: -3, high: 3 },
  abs: { run: ops.abs, of: Math.abs, low: 0.1, high: 3 },
  sign: { run: ops.sign, of: Math.sign, low: 0.1, high: 3, steps: true },
  floor: { run: ops.floor, of: Math.floor, steps: true },
  ceil: { run: ops.ceil, of: Math.ceil, steps: true },
  round: { run: ops.round, of: roundHalfToEven, steps: true },
  exp: { run: ops.exp, of: Math.exp, low: -4, high: 4, tolerance: { relative: 1e-6 } },
  expm1: { run: ops.expm1, of: Math.expm1, low: -2, high: 2, tolerance: { relative: 1e-6 } },
  log: { run: ops.log, of: Math.log, low: 0.1, high: 9, tolerance: { relative: 1e-6 } },
  log1p: { run: ops.log1p, of: Math.log1p, low: -0.8, high: 5, tolerance: { relative: 1e-6 } },
  sqrt: { run: ops.sqrt, of: Math.sqrt, low: 0.1, high: 9, tolerance: { relative: 1e-6 } },
  rsqrt: { run: ops.rsqrt, of: (x) => 1 / Math.sqrt(x), low: 0.1, high: 9, tolerance: { relative: 1e-6 } },
  square: { run: ops.square, of: (x) => x * x, low: -3, high: 3, tolerance: { relative: 1e-6 } },
  reciprocal: { run: ops.reciprocal, of: (x) => 1 / x, low: 0.2, high: 4, tolerance: { relative: 1e-6 } },
  sin: { run: ops.sin, of: Math.sin, low: -7, high: 7 },
  cos: { run: ops.cos, of: Math.cos, low: -7, high: 7 },
  tan: { run: ops.tan, of: Math.tan, low: -1.2, high: 1.2 },
  tanh: { run: ops.tanh, of: Math.tanh, low: -4, high: 4 },
  sigmoid: { run: ops.sigmoid, of: sigmoid, low: -6, high: 6 },
  relu: { run: ops.relu, of: (x) => Math.max(x, 0), low: 0.1, high: 3 },
  erf: { run: ops.erf, of: erf, low: -3, high: 3 },
};

/** Values of both signs, each at least `low` from zero: for ops with a kink or a step there. */
function awayFromZero(shape: readonly number[], low: number, high: number): NdArray {
  const magnitudes = randomArray(shape, 11, low, high);
  return fromFunction(shape, (index) => {
    const i = index.reduce((total, position, axis) => total * shape[axis] + position, 0);
    return i % 2 === 0 ? magnitudes.data[i] : -magnitudes.data[i];
  });
}

/** Between two whole numbers, where floor and its kin are flat. */
function betweenSteps(shape: readonly number[]): NdArray {
  const x = randomArray(shape, 12, 0.1, 0.4);
  return { shape, data: x.data.map((value, i) => Math.fround(value + (i % 9) - 4)) };
}

const bothSigns = new Set(['abs', 'sign', 'relu', 'reciprocal']);
const steps = new Set(['floor', 'ceil', 'round']);
const twice = new Set(['exp', 'log', 'sqrt', 'rsqrt', 'square', 'reciprocal', 'sin', 'tan', 'tanh', 'sigmoid', 'erf']);

/** Sizes around the SIMD width and beyond one block, and the scalar. */
const shapes: readonly (readonly number[])[] = [[], [1], [7], [3, 5, 11]];

const regular: Case[] = Object.entries(unary).flatMap(([op, { run, of, low = -3, high = 3, tolerance }]) =>
  shapes.map((shape, i) => ({
    op,
    name: `of shape [${shape}]`,
    inputs: [
      bothSigns.has(op)
        ? awayFromZero(shape, low, high)
        : steps.has(op)
          ? betweenSteps(shape)
          : randomArray(shape, 21 + i, low, high),
    ],
    run,
    reference: elementwise(of),
    tolerance,
    secondOrder: twice.has(op) && i === 2,
  })),
);

const infinity = Number.POSITIVE_INFINITY;
/** Values where implementations differ: signed zeros, infinities, NaN, halves, overflow. */
const special: Record<string, readonly number[]> = {
  neg: [0, infinity, -infinity, Number.NaN],
  abs: [-0, -infinity, Number.NaN],
  sign: [0, infinity, -infinity],
  floor: [-1.5, -0.5, 0.5, 1.5, 2.5, 8388609, -8388609, 3e9, -infinity],
  ceil: [-1.5, -0.5, 0.5, 1.5, 2.5, 8388609, -8388609, 3e9, infinity],
  round: [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 0.49999997, 8388609, -8388609, 3e9],
  exp: [0, -infinity, infinity, Number.NaN, 88.5, 89.5, -87, -110, 1e-8],
  expm1: [0, 1e-7, -1e-7, 3e-4, -3e-4, 0.1, -0.1, -20, 30, -infinity],
  log: [1, 0, infinity, -1, Number.NaN, 1.2e-38, 3e38, 0.99999994, 1.0000001],
  log1p: [0, 1e-7, -1e-7, 3e-4, -3e-4, -1, infinity],
  sqrt: [0, 1, infinity, -1, 1.2e-38, 3e38],
  tanh: [0, 1e-6, -1e-6, 9, -9, 40, -40, infinity, -infinity],
  sigmoid: [0, 20, -20, 89, -85, infinity, -infinity],
  relu: [0, -0, infinity, -infinity, Number.NaN],
  erf: [0, 1e-6, -1e-6, 3.5, -3.5, 10, infinity, -infinity],
  reciprocal: [infinity, -infinity, 3e-38, -4],
};

const specials: Case[] = Object.entries(special).map(([op, values]) => ({
  op,
  name: 'at special values',
  inputs: [fromValues(values.map(Math.fround), [values.length])],
  run: unary[op].run,
  // What is beyond float32's range is infinite, and what is below it is zero.
  reference: (x) => {
    const y = elementwise(unary[op].of)(x);
    return { shape: y.shape, data: y.data.map(Math.fround) };
  },
  tolerance: { relative: 2e-6, absolute: 1e-37 },
  gradient: false,
}));

const predicates: Case[] = [
  { op: 'isNaN', run: ops.isNaN, of: Number.isNaN },
  { op: 'isFinite', run: ops.isFinite, of: Number.isFinite },
  { op: 'isInf', run: ops.isInf, of: (x: number) => Math.abs(x) === infinity },
].map(({ op, run, of }) => ({
  op,
  name: 'at special values',
  inputs: [fromValues([0, 1, -1, infinity, -infinity, Number.NaN, 1e-40, 3e38, 5], [9])],
  run,
  reference: elementwise((x) => Number(of(x))),
  dtype: 'bool',
}));

const integers: Case[] = ['neg', 'abs', 'sign', 'square', 'relu'].map((op) => ({
  op,
  name: 'of int32',
  inputs: [int32(fromFunction([3, 4], ([i, j]) => floorMod(i * 7 + j * 5, 11) - 5))],
  run: unary[op].run,
  reference: (x) => elementwise(unary[op].of)(x),
  dtype: 'int32',
}));

const clip: Case[] = [
  {
    op: 'clip',
    name: 'between -0.5 and 0.75',
    inputs: [randomArray([5, 7], 31, -1.5, 1.5)],
    run: (x) => ops.clip(x, -0.5, 0.75),
    reference: elementwise((x) => Math.min(Math.max(x, -0.5), 0.75)),
  },
];

export const unaryCases: Case[] = [...regular, ...specials, ...predicates, ...integers, ...clip];
