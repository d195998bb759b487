import '../onCpu';
import { ops, scope, tensor } from 'striate';
import { type Matrix, toeplitz } from './toeplitz';

export interface BothWays {
  /** The matrix times the flattened input, as a map again. */
  readonly product: Matrix;
  readonly convolution: Matrix;
  /** The largest absolute difference of the two. */
  readonly difference: number;
}

/** The same convolution twice: as a product with its dense matrix, and as a convolution. */
export async function multiply(input: Matrix, filter: Matrix): Promise<BothWays> {
  const { matrix, size } = toeplitz(input, filter);
  const results = scope(() => {
    const x = tensor(input);
    const product = ops.reshape(ops.matmul(tensor(matrix), ops.reshape(x, [-1, 1])), [...size]);
    const image = ops.reshape(x, [1, input.length, input[0].length, 1]);
    const kernel = ops.reshape(tensor(filter), [filter.length, filter[0].length, 1, 1]);
    const convolution = ops.reshape(ops.conv2d(image, kernel), [...size]);
    return { product, convolution, difference: ops.max(ops.abs(ops.sub(product, convolution))) };
  });
  const [product, convolution] = await Promise.all([results.product.array(), results.convolution.array()]);
  return {
    product: product as Matrix,
    convolution: convolution as Matrix,
    difference: (await results.difference.data())[0],
  };
}
