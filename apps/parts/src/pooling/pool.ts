import '../onCpu';
import { ops, scope, type Tensor, tensor } from 'striate';
import type { Matrix, PoolingState } from './PoolingState';

/** Pools every channel, or across them. */
export async function pool({ input, kind, size, stride }: PoolingState): Promise<Matrix[]> {
  const output = scope(() => {
    const x = ops.expandDims(ops.transpose(tensor(input as Matrix[]), [1, 2, 0]), 0);
    const options = { poolSize: size, strides: stride };
    const pooled: Record<PoolingState['kind'], () => Tensor> = {
      max: () => ops.maxPool2d(x, options),
      average: () => ops.avgPool2d(x, options),
      globalMax: () => ops.globalMaxPool2d(x, { keepDims: true }),
      globalAverage: () => ops.globalAvgPool2d(x, { keepDims: true }),
      depth: () => ops.channelMaxPool(x, options),
    };
    return ops.transpose(ops.squeeze(pooled[kind](), [0]), [2, 0, 1]);
  });
  return (await output.array()) as Matrix[];
}

/** What three ways of making a picture smaller give: the larger numbers of windows, their means, and every `size`-th pixel. */
export async function shrink(picture: Matrix, size: number): Promise<Record<Way, Float32Array>> {
  const results = scope(() => {
    const x = ops.reshape(tensor(picture), [1, picture.length, picture[0].length, 1]);
    return {
      max: ops.maxPool2d(x, { poolSize: size }),
      average: ops.avgPool2d(x, { poolSize: size }),
      stride: ops.conv2d(x, [[[[1]]]], { strides: size }),
    };
  });
  const [max, average, stride] = await Promise.all([results.max.data(), results.average.data(), results.stride.data()]);
  return { max: Float32Array.from(max), average: Float32Array.from(average), stride: Float32Array.from(stride) };
}

/** `stride`: a stride without pooling. */
export type Way = 'max' | 'average' | 'stride';
