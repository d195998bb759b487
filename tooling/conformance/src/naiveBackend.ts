import {
  type Backend,
  bytesPerElement,
  hostArray,
  type Kernels,
  type TypedArray,
  ValueError,
  type View,
} from '@striate/tensor';
import { fromFunction, type NdArray } from './ndArray';
import * as conv from './reference/conv';
import { broadcastTo, elementwise, erf, floorMod, roundHalfToEven, sigmoid } from './reference/elementwise';
import { gather, scatterAdd } from './reference/gather';
import { matmul } from './reference/matmul';
import * as pool from './reference/pool';
import { uniform } from './reference/random';
import * as reduce from './reference/reduce';
import * as shape from './reference/shape';

function toNdArray({ buffer, shape }: View<TypedArray>): NdArray {
  return { shape, data: Float64Array.from(buffer) };
}

/** A kernel from a reference. Storing into float32 or int32 is the only thing it adds. */
function kernel<P>(f: (inputs: readonly NdArray[], params: P) => NdArray) {
  return (inputs: readonly View<TypedArray>[], out: View<TypedArray>, params: P): void => {
    out.buffer.set(f(inputs.map(toNdArray), params).data);
  };
}

const each = (f: (...values: number[]) => number) => kernel<undefined>((inputs) => elementwise(f)(...inputs));
/** Reductions get [outer, n, inner]. */
const middle = (f: (x: NdArray, axis: number) => NdArray) => kernel<undefined>(([x]) => f(x, 1));

/** Fills a window that sticks out past the last edge: the output size decides how far. */
function withOutputSize<
  P extends { window: conv.Pair; strides: conv.Pair; padding: conv.Edges; outputSize: conv.Pair },
>(x: NdArray, params: P) {
  const [height, width] = [x.shape[1], x.shape[2]];
  const floor = pool.poolOutputSize([height, width], { ...params, ceilMode: false });
  return { ...params, ceilMode: floor.join() !== params.outputSize.join() };
}

function within(indices: NdArray, n: number): NdArray {
  const wrong = indices.data.find((index) => index < 0 || index >= n);
  if (wrong !== undefined) throw new ValueError(`index ${wrong} is outside an axis of size ${n}`);
  return indices;
}

function toDType(value: number, dtype: string): number {
  if (dtype === 'float32') return value;
  if (dtype === 'bool') return Number(value !== 0);
  return dtype === 'uint8' ? Math.min(255, Math.max(0, Math.trunc(value))) : Math.trunc(value);
}

const kernels: Kernels<TypedArray> = {
  neg: each((x) => -x),
  abs: each(Math.abs),
  sign: each(Math.sign),
  floor: each(Math.floor),
  ceil: each(Math.ceil),
  round: each(roundHalfToEven),
  exp: each(Math.exp),
  expm1: each(Math.expm1),
  log: each(Math.log),
  log1p: each(Math.log1p),
  sqrt: each(Math.sqrt),
  rsqrt: each((x) => 1 / Math.sqrt(x)),
  square: each((x) => x * x),
  reciprocal: each((x) => 1 / x),
  sin: each(Math.sin),
  cos: each(Math.cos),
  tan: each(Math.tan),
  tanh: each(Math.tanh),
  sigmoid: each(sigmoid),
  relu: each((x) => Math.max(x, 0)),
  erf: each(erf),
  isNaN: each((x) => Number(Number.isNaN(x))),
  isFinite: each((x) => Number(Number.isFinite(x))),
  logicalNot: each((x) => 1 - x),
  logicalAnd: each((a, b) => a & b),
  logicalOr: each((a, b) => a | b),
  add: each((a, b) => a + b),
  sub: each((a, b) => a - b),
  mul: each((a, b) => a * b),
  div: each((a, b) => a / b),
  mod: each(floorMod),
  pow: each((a, b) => a ** b),
  maximum: each(Math.max),
  minimum: each(Math.min),
  equal: each((a, b) => Number(a === b)),
  notEqual: each((a, b) => Number(a !== b)),
  less: each((a, b) => Number(a < b)),
  lessEqual: each((a, b) => Number(a <= b)),
  greater: each((a, b) => Number(a > b)),
  greaterEqual: each((a, b) => Number(a >= b)),
  select: each((condition, a, b) => (condition ? a : b)),
  sum: middle(reduce.sum),
  prod: middle(reduce.prod),
  max: middle(reduce.max),
  min: middle(reduce.min),
  any: middle(reduce.any),
  all: middle(reduce.all),
  argMax: middle(reduce.argMax),
  argMin: middle(reduce.argMin),
  cumsum: kernel(([x], { exclusive, reverse }) => reduce.cumsum(x, 1, exclusive, reverse)),
  topKIndices: kernel(([x], { k }) => reduce.topKIndices(x, k)),
  matmul: kernel(([a, b], { transposeA, transposeB }) => matmul(a, b, transposeA, transposeB)),
  conv2d: kernel(([x, w], params) => conv.conv2d(x, w, params)),
  maxPool2d: kernel(([x], params) => pool.maxPool2d(x, withOutputSize(x, params))),
  maxPool2dIndices: kernel(([x], params) => pool.maxPool2dIndices(x, withOutputSize(x, params))),
  avgPool2d: kernel(([x], params) => pool.avgPool2d(x, withOutputSize(x, params))),
  transpose: kernel(([x], { perm }) => shape.transpose(x, perm)),
  broadcastTo: kernel(([x], params) => broadcastTo(x, params.shape)),
  slice: kernel(([x], { begin, size, strides }) => shape.slice(x, begin, size, strides)),
  flip: kernel(([x], { axes }) => shape.flip(x, axes)),
  pad: kernel(([x], { paddings, value }) => shape.pad(x, paddings, 'constant', value)),
  concat: kernel((inputs) => shape.concat(inputs, 1)),
  gather: kernel(([x, indices]) => gather(x, within(indices, x.shape[1]), 1)),
  scatterAdd: kernel(([updates, indices], { n }) => scatterAdd(updates, within(indices, n), n)),
  cast: kernel(([x], { dtype }) => ({ shape: x.shape, data: x.data.map((value) => toDType(value, dtype)) })),
  fill: kernel((_, { shape, value }) => fromFunction(shape, () => value)),
  randomUniform: kernel((_, { shape, key, counter, first, low, high }) => {
    // Numbers before `first` are made and left out.
    const all = uniform([first + shape.reduce((size, d) => size * d, 1)], key, counter);
    const [span, base] = [Math.fround(high - low), Math.fround(low)];
    return { shape, data: all.data.slice(first).map((u) => Math.fround(Math.fround(u * span) + base)) };
  }),
};

/**
 * A backend made of the references: float64 loops, and only the kernels that every backend must have. It shows that each
 * op's gradient and its composition from others are right, whatever a real backend does faster.
 */
export function naive(): Backend<TypedArray> {
  let bytes = 0;
  const dtypeBytes = (buffer: TypedArray) => buffer.length * buffer.BYTES_PER_ELEMENT;
  return {
    name: 'naive',
    kernels,
    ready: Promise.resolve(),
    alloc: (dtype, size) => {
      bytes += size * bytesPerElement[dtype];
      const buffer = hostArray(dtype, size);
      // Memory comes uninitialised: an op that leaves some of it unwritten should fail here.
      return buffer.fill(dtype === 'float32' ? Number.NaN : 77);
    },
    free: (buffer) => {
      bytes -= dtypeBytes(buffer);
    },
    write: (buffer, data) => buffer.set(data),
    read: async (buffer, _, size) => buffer.slice(0, size),
    readSync: (buffer, _, size) => buffer.slice(0, size),
    memory: () => ({ bytes, reserved: bytes }),
  };
}
