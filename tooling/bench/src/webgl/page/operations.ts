import { conv2d, matmul, optional, run, scope, slice, type Tensor, tensor } from '@striate/tensor';
import type { Tensor as TfTensor, Tensor4D as TfTensor4D } from '@tensorflow/tfjs-core';
import { numbers } from '../../network/problem';
import type { Variant } from '../contract';
import type { Core, PageCase, Side } from './Entrants';
import { readOurs } from './libraries';
import { convReference, filterGradReference, gemmReference, inputGradReference, type Square } from './references';
import { convVariants, gemmVariants, gradientVariants } from './variants';

/** One operation with two operands. */
interface Operation {
  readonly shapes: readonly [readonly number[], readonly number[]];
  readonly variants: readonly Variant[];
  ours(a: Tensor, b: Tensor): Tensor;
  tfjs(tf: Core, a: TfTensor, b: TfTensor): TfTensor;
  reference(a: Float32Array, b: Float32Array): Float64Array;
}

function operationCase(operation: Operation): PageCase {
  return {
    variants: operation.variants,
    async prepare() {
      const random = numbers(5);
      const operands = operation.shapes.map((shape) => ({
        shape,
        values: Float32Array.from({ length: shape.reduce((size, extent) => size * extent, 1) }, () => random() - 0.5),
      }));
      return {
        ours: async () => oursOf(operation, operands),
        tfjs: async (tf) => tfjsOf(operation, operands, tf),
        reference: () => operation.reference(operands[0].values, operands[1].values),
      };
    },
  };
}

type Operands = readonly { readonly shape: readonly number[]; readonly values: Float32Array }[];

/** Chains of the operation, of which only a few numbers of the last result are read. */
function oursOf(operation: Operation, operands: Operands): Side {
  const [a, b] = operands.map(({ values, shape }) => tensor(values, shape));
  const one = () => scope(() => operation.ours(a, b));
  const take = async (y: Tensor) => {
    const values = await readOurs(y);
    y.dispose();
    return values;
  };
  return {
    async run(times) {
      for (let i = 1; i < times; i++) one().dispose();
      return take(
        scope(() => {
          const y = operation.ours(a, b);
          return slice(y, new Array(y.rank).fill(0), corner(y.shape));
        }),
      );
    },
    prove: () => take(one()),
  };
}

function tfjsOf(operation: Operation, operands: Operands, tf: Core): Side {
  const [a, b] = operands.map(({ values, shape }) => tf.tensor(values, [...shape]));
  const one = () => operation.tfjs(tf, a, b);
  const take = (y: TfTensor) => {
    // Without a fence and its timer: its faster way for what takes so short.
    const values = y.dataSync<'float32'>();
    y.dispose();
    return values;
  };
  return {
    async run(times) {
      for (let i = 1; i < times; i++) one().dispose();
      return take(
        tf.tidy(() => {
          const y = one();
          return tf.slice(y, new Array(y.rank).fill(0), corner(y.shape));
        }),
      );
    },
    prove: async () => take(one()),
  };
}

/** Eight numbers at most. */
function corner(shape: readonly number[]): number[] {
  return shape.map((extent, axis) => (axis === shape.length - 1 ? Math.min(extent, 8) : 1));
}

const edges = { top: 1, bottom: 1, left: 1, right: 1 } as const;
const params = { strides: [1, 1], padding: edges, dilations: [1, 1], groups: 1 } as const;
const tfParams = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC' };

const image = ({ batch, size, channels }: Square) => [batch, size, size, channels];
// As many filters as channels.
const filter = ({ channels }: Square) => [3, 3, channels, channels];

export function conv(square: Square): PageCase {
  return operationCase({
    shapes: [image(square), filter(square)],
    variants: convVariants,
    ours: (x, w) => conv2d(x, w, { padding: 'same' }),
    tfjs: (tf, x, w) => tf.conv2d(x as TfTensor4D, w as TfTensor4D, 1, 'same'),
    reference: (x, w) => convReference(square, x, w),
  });
}

export function inputGrad(square: Square): PageCase {
  const { size } = square;
  return operationCase({
    shapes: [image(square), filter(square)],
    variants: gradientVariants,
    ours: (dy, w) => run(optional.conv2dInputGrad, [dy, w], { ...params, inputSize: [size, size] }),
    tfjs: (tf, dy, w) =>
      tf.engine().runKernel('Conv2DBackpropInput', { dy, filter: w }, { ...tfParams, inputShape: image(square) }),
    reference: (dy, w) => inputGradReference(square, dy, w),
  });
}

export function filterGrad(square: Square): PageCase {
  return operationCase({
    shapes: [image(square), image(square)],
    variants: gradientVariants,
    ours: (x, dy) => run(optional.conv2dFilterGrad, [x, dy], { ...params, filterSize: [3, 3] }),
    tfjs: (tf, x, dy) =>
      tf.engine().runKernel('Conv2DBackpropFilter', { x, dy }, { ...tfParams, filterShape: filter(square) }),
    reference: (x, dy) => filterGradReference(square, x, dy),
  });
}

export function gemm(m: number, k: number, n: number): PageCase {
  return operationCase({
    shapes: [
      [m, k],
      [k, n],
    ],
    variants: gemmVariants,
    ours: (a, b) => matmul(a, b),
    tfjs: (tf, a, b) => tf.matMul(a, b),
    reference: (a, b) => gemmReference(m, k, n, a, b),
  });
}
