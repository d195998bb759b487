import '../onCpu';
import { ops, scope, tensor } from 'striate';

/** The feature map of a single-channel picture under one filter. */
export async function convolve(input: number[][], filter: number[][]): Promise<number[][]> {
  const output = scope(() => {
    const image = ops.reshape(tensor(input), [1, input.length, input[0].length, 1]);
    const kernel = ops.reshape(tensor(filter), [filter.length, filter[0].length, 1, 1]);
    return ops.squeeze(ops.conv2d(image, kernel, { padding: 'valid' }), [0, 3]);
  });
  return (await output.array()) as number[][];
}
