import {
  Activation,
  AdaptiveAveragePooling2D,
  Add,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  type Layer,
  MaxPooling2D,
  ReLU,
  Softmax,
} from '@striate/layers';
import { ones, type Pair, scope, type Tensor, transpose, zeros } from '@striate/tensor';
import type { Attributes, Graph } from './Graph';

type SymbolicShape = readonly (number | null)[];

/** Where ONNX has the axes of an image that is [batch, height, width, channels] here. */
const imageAxis = [0, 2, 3, 1];
const activations: Readonly<Record<string, string>> = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  softmax: 'Softmax',
  tanh: 'Tanh',
};

/** Adds what a layer does to the graph; the name of its output. `shape` is that of the first input here. */
export async function exportLayer(
  graph: Graph,
  layer: Layer,
  inputs: readonly string[],
  shape: SymbolicShape,
): Promise<string> {
  const [x] = inputs;
  const rank = shape.length;
  if (layer instanceof Conv2D) return conv(graph, layer, x);
  if (layer instanceof Dense) return dense(graph, layer, x, rank);
  if (layer instanceof BatchNormalization) return batchNormalization(graph, layer, x);
  if (layer instanceof MaxPooling2D) return graph.node('MaxPool', [x], pool(layer));
  if (layer instanceof AveragePooling2D) return graph.node('AveragePool', [x], pool(layer));
  if (layer instanceof AdaptiveAveragePooling2D) return adaptivePool(graph, layer, x, shape);
  if (layer instanceof GlobalAveragePooling2D) {
    const means = graph.node('GlobalAveragePool', [x]);
    return layer.config.keepDims ? means : graph.node('Flatten', [means]);
  }
  if (layer instanceof ReLU) {
    const { maxValue, negativeSlope = 0, threshold = 0 } = layer.config;
    if (maxValue !== undefined || negativeSlope !== 0 || threshold !== 0) throw refusal(layer, 'bent elsewhere');
    return graph.node('Relu', [x]);
  }
  if (layer instanceof Activation) return activate(graph, layer, x, rank, layer.config.activation);
  if (layer instanceof Softmax) {
    const { axis } = layer.config;
    if (typeof axis !== 'number') throw new Error(`Softmax over axes ${axis} is not exported`);
    return graph.node('Softmax', [x], { axis: axisOf(axis, rank) });
  }
  if (layer instanceof Concatenate)
    return graph.node('Concat', inputs, { axis: axisOf(layer.config.axis ?? -1, rank) });
  if (layer instanceof Add) return inputs.reduce((sum, other) => graph.node('Add', [sum, other]));
  if (layer instanceof Flatten) return flatten(graph, x, shape);
  if (layer instanceof Dropout) return x;
  throw refusal(layer, 'of a kind unknown here');
}

async function conv(graph: Graph, layer: Conv2D, x: string): Promise<string> {
  const { strides = 1, dilationRate = 1, groups = 1, activation } = layer.config;
  const kernel = layer.kernel!;
  const [height, width, channels, filters] = kernel.shape;
  const values = await read(() => transpose(kernel, [3, 2, 0, 1]));
  const names = [x, graph.weight(`${layer.name}.kernel`, [filters, channels, height, width], values)];
  if (layer.bias) names.push(graph.weight(`${layer.name}.bias`, [filters], await read(() => layer.bias!)));
  const y = graph.node('Conv', names, {
    kernel_shape: [height, width],
    strides: both(strides),
    dilations: both(dilationRate),
    group: groups,
    ...pads(layer.config.padding),
  });
  return activate(graph, layer, y, 4, activation);
}

async function dense(graph: Graph, layer: Dense, x: string, rank: number): Promise<string> {
  if (rank !== 2) throw refusal(layer, `on ${rank} axes`);
  // [units, features], as PyTorch exports it.
  const [features, units] = layer.kernel!.shape;
  const values = await read(() => transpose(layer.kernel!, [1, 0]));
  const names = [x, graph.weight(`${layer.name}.kernel`, [units, features], values)];
  if (layer.bias) names.push(graph.weight(`${layer.name}.bias`, [units], await read(() => layer.bias!)));
  return activate(graph, layer, graph.node('Gemm', names, { transB: 1 }), 2, layer.config.activation);
}

async function batchNormalization(graph: Graph, layer: BatchNormalization, x: string): Promise<string> {
  const { gamma, beta, movingMean, movingVariance, name } = layer;
  const shape = movingMean!.shape;
  const given = { gamma, beta, movingMean, movingVariance };
  const names = [x];
  for (const [part, weight] of Object.entries(given)) {
    const values = await read(() => weight ?? (part === 'gamma' ? ones(shape) : zeros(shape)));
    names.push(graph.weight(`${name}.${part}`, shape, values));
  }
  return graph.node('BatchNormalization', names, { epsilon: { float: layer.config.epsilon ?? 1e-3 } });
}

function pool({ config }: MaxPooling2D | AveragePooling2D): Attributes {
  const { poolSize = 2, strides = poolSize, padding, ceilMode = false } = config;
  return { kernel_shape: both(poolSize), strides: both(strides), ceil_mode: Number(ceilMode), ...pads(padding) };
}

/** The identity, or windows of one size; others do not exist in ONNX. */
function adaptivePool(graph: Graph, layer: AdaptiveAveragePooling2D, x: string, shape: SymbolicShape): string {
  const sides = [Number(shape[1]), Number(shape[2])];
  const windows = both(layer.config.outputSize).map((size, i) => sides[i] / size);
  if (windows.every((size) => size === 1)) return x;
  if (!windows.every(Number.isInteger))
    throw refusal(layer, `with windows of different sizes, on ${sides.join(' x ')}`);
  return graph.node('AveragePool', [x], { kernel_shape: windows, strides: windows });
}

/** In the order that the dense layer after it was made for. It moves a few ten thousand values; the layer, millions. */
function flatten(graph: Graph, x: string, shape: SymbolicShape): string {
  if (shape.length === 2) return x;
  return graph.node('Flatten', [graph.node('Transpose', [x], { perm: [0, 2, 3, 1] })]);
}

function activate(graph: Graph, layer: Layer, x: string, rank: number, like: unknown = 'linear'): string {
  if (like === 'linear') return x;
  const type = typeof like === 'string' ? activations[like] : undefined;
  if (!type) throw refusal(layer, `with activation ${String(like)}`);
  return graph.node(type, [x], type === 'Softmax' ? { axis: axisOf(-1, rank) } : {});
}

function pads(padding: Conv2D['config']['padding'] = 'valid'): Attributes {
  if (padding === 'valid') return {};
  if (padding === 'same') return { auto_pad: 'SAME_UPPER' };
  const [[top, bottom], [left, right]] = sides(padding);
  return { pads: [top, left, bottom, right] };
}

function sides(padding: Exclude<Conv2D['config']['padding'], string | undefined>): readonly Pair[] {
  const [vertical, horizontal] = both<number | Pair>(padding);
  return [both(vertical), both(horizontal)];
}

function axisOf(axis: number, rank: number): number {
  const positive = axis < 0 ? axis + rank : axis;
  return rank === 4 ? imageAxis[positive] : positive;
}

function both<T>(value: T | readonly [T, T]): readonly [T, T] {
  return isPair(value) ? value : [value, value];
}

function isPair<T>(value: T | readonly [T, T]): value is readonly [T, T] {
  return Array.isArray(value);
}

async function read(make: () => Tensor): Promise<Float32Array> {
  const tensor = scope(() => make().clone());
  try {
    const values = await tensor.data();
    if (values instanceof Float32Array) return values;
    throw new Error(`exportModel: a weight is ${tensor.dtype}`);
  } finally {
    tensor.dispose();
  }
}

function refusal({ name }: Layer, what: string): Error {
  return new Error(`exportModel: layer '${name}' is ${what}`);
}
