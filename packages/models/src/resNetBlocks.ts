// The blocks that residual networks are made of (He, Zhang, Ren and Sun 2015).
import { add, batchNormalization, conv2d, relu, type SymbolicTensor, varianceScaling } from '@striate/layers';

/** Options of `normalizedConv`. */
export interface ConvOptions {
  conv: string;
  norm: string;
  filters: number;
  kernelSize: number;
  strides?: number;
}

/** A convolution that keeps the image's size (before strides), and its batch normalisation. */
export function normalizedConv(
  x: SymbolicTensor,
  { conv, norm, filters, kernelSize, strides }: ConvOptions,
): SymbolicTensor {
  const y = conv2d({
    name: conv,
    filters,
    kernelSize,
    strides,
    padding: (kernelSize - 1) / 2,
    useBias: false,
    kernelInitializer: varianceScaling({ scale: 2, mode: 'fanOut', distribution: 'untruncatedNormal' }),
  })(x);
  return batchNormalization({ name: norm, epsilon: 1e-5, momentum: 0.9 })(y);
}

/** Options of a block. */
export interface BlockOptions {
  /** `layer1.0`; the output of the block is that of the layer with this name. */
  name: string;
  filters: number;
  strides: number;
  /** What is added to the block's change. Default: the input, or a 1x1 convolution of it where shapes differ. */
  shortcut?: (x: SymbolicTensor, options: BlockOptions) => SymbolicTensor;
  /** Where a bottleneck halves the image: in its 3x3, the default, or as the paper has it in the first 1x1. */
  halves?: '3x3' | '1x1';
}

export type Block = (x: SymbolicTensor, options: BlockOptions) => SymbolicTensor;

/** The input as it is, or brought to the shape of what is added to it. */
function projection(x: SymbolicTensor, { name, filters, strides }: BlockOptions): SymbolicTensor {
  if (strides === 1 && x.shape[3] === filters) return x;
  const [conv, norm] = [`${name}.downsample.0`, `${name}.downsample.1`];
  return normalizedConv(x, { conv, norm, filters, kernelSize: 1, strides });
}

export function basicBlock(
  x: SymbolicTensor,
  { name, filters, strides, shortcut = projection }: BlockOptions,
): SymbolicTensor {
  const layer = (at: number) => ({ conv: `${name}.conv${at}`, norm: `${name}.bn${at}` });
  let y = normalizedConv(x, { ...layer(1), filters, kernelSize: 3, strides });
  y = relu({ name: `${name}.relu1` })(y);
  y = normalizedConv(y, { ...layer(2), filters, kernelSize: 3 });
  const sum = add({ name: `${name}.add` })([y, shortcut(x, { name, filters, strides })]);
  return relu({ name })(sum);
}

export function bottleneck(
  x: SymbolicTensor,
  { name, filters, strides, halves = '3x3' }: BlockOptions,
): SymbolicTensor {
  const [early, late] = halves === '1x1' ? [strides, 1] : [1, strides];
  const layer = (at: number) => ({ conv: `${name}.conv${at}`, norm: `${name}.bn${at}` });
  let y = normalizedConv(x, { ...layer(1), filters, kernelSize: 1, strides: early });
  y = relu({ name: `${name}.relu1` })(y);
  y = normalizedConv(y, { ...layer(2), filters, kernelSize: 3, strides: late });
  y = relu({ name: `${name}.relu2` })(y);
  y = normalizedConv(y, { ...layer(3), filters: 4 * filters, kernelSize: 1 });
  const sum = add({ name: `${name}.add` })([y, projection(x, { name, filters: 4 * filters, strides })]);
  return relu({ name })(sum);
}
