import {
  Activation,
  AdaptiveAveragePooling2D,
  Add,
  AveragePooling2D,
  BatchNormalization,
  Concatenate,
  Conv1D,
  Conv2D,
  Dense,
  Dropout,
  Embedding,
  Flatten,
  GlobalAveragePooling1D,
  GlobalAveragePooling2D,
  GlobalMaxPooling1D,
  GlobalMaxPooling2D,
  type Layer,
  LocalResponseNormalization,
  MaxPooling2D,
  Permute,
  ReLU,
  Reshape,
  Softmax,
  SpatialDropout1D,
  SpatialDropout2D,
  ZeroPadding1D,
  ZeroPadding2D,
} from '@striate/layers';
import { activate } from './activate';
import { batchNormalization, conv1d, conv2d, dense, embedding, pads } from './exportWeighted';
import { exportZooLayer } from './exportZooLayer';
import type { Attributes, Graph } from './Graph';
import { axisOf, both, channelsFirstOrder, channelsLastOrder, type SymbolicShape, sidesOf } from './layout';
import { refusal } from './refusal';

/** Adds what a layer does to the graph; the name of its output. `shape` is that of the first input here, `to` of the output. */
export async function exportLayer(
  graph: Graph,
  layer: Layer,
  inputs: readonly string[],
  shape: SymbolicShape,
  to: SymbolicShape,
): Promise<string> {
  const [x] = inputs;
  const rank = shape.length;
  if (layer instanceof Conv2D) return conv2d(graph, layer, x);
  if (layer instanceof Conv1D) return conv1d(graph, layer, x);
  if (layer instanceof Dense) return dense(graph, layer, x, rank);
  if (layer instanceof BatchNormalization) return batchNormalization(graph, layer, x);
  if (layer instanceof Embedding) return embedding(graph, layer, x, rank);
  if (layer instanceof MaxPooling2D) return graph.node('MaxPool', [x], pool(layer));
  if (layer instanceof AveragePooling2D) return graph.node('AveragePool', [x], pool(layer));
  if (layer instanceof AdaptiveAveragePooling2D) return adaptivePool(graph, layer, x, shape);
  if (layer instanceof GlobalAveragePooling2D || layer instanceof GlobalAveragePooling1D)
    return globalPool(graph, 'GlobalAveragePool', x, layer.config.keepDims);
  if (layer instanceof GlobalMaxPooling2D || layer instanceof GlobalMaxPooling1D)
    return globalPool(graph, 'GlobalMaxPool', x, layer.config.keepDims);
  if (layer instanceof LocalResponseNormalization) {
    const { size, alpha, beta, k } = layer.config;
    return graph.node('LRN', [x], { size, alpha: { float: alpha }, beta: { float: beta }, bias: { float: k } });
  }
  if (layer instanceof ReLU) {
    const { maxValue, negativeSlope = 0, threshold = 0 } = layer.config;
    if (maxValue !== undefined || negativeSlope !== 0 || threshold !== 0) throw refusal(layer, 'bent elsewhere');
    return graph.node('Relu', [x]);
  }
  if (layer instanceof Activation) return activate(graph, layer, x, rank, layer.config.activation);
  if (layer instanceof Softmax) {
    const { axis } = layer.config;
    if (typeof axis !== 'number') throw refusal(layer, `over axes ${axis}`);
    return graph.node('Softmax', [x], { axis: axisOf(axis, rank) });
  }
  if (layer instanceof Concatenate)
    return graph.node('Concat', inputs, { axis: axisOf(layer.config.axis ?? -1, rank) });
  if (layer instanceof Add) return inputs.reduce((sum, other) => graph.node('Add', [sum, other]));
  if (layer instanceof ZeroPadding2D) return zeroPadding(graph, layer, x);
  if (layer instanceof Permute) {
    const [from, back] = [channelsFirstOrder(rank), channelsLastOrder(rank)];
    const dims = [0, ...layer.config.dims];
    return graph.node('Transpose', [x], { perm: from.map((axis) => back[dims[axis]]) });
  }
  if (layer instanceof Flatten)
    return rank === 2 ? x : graph.node('Flatten', [turn(graph, x, channelsLastOrder(rank))]);
  if (layer instanceof Reshape) return reshape(graph, layer, x, rank, to);
  if (layer instanceof Dropout || layer instanceof SpatialDropout1D || layer instanceof SpatialDropout2D) return x;
  if (layer instanceof ZeroPadding1D) {
    const [before, after] = both(layer.config.padding);
    return graph.node('Pad', [x, graph.constant(`${layer.name}.pads`, [0, 0, before, 0, 0, after])]);
  }
  const own = await exportZooLayer(graph, layer, x, (inner, y) => exportLayer(graph, inner, [y], shape, shape));
  if (own !== undefined) return own;
  throw refusal(layer, 'of a kind unknown here');
}

function pool({ config }: MaxPooling2D | AveragePooling2D): Attributes {
  const { poolSize = 2, strides = poolSize, padding, ceilMode = false } = config;
  return { kernel_shape: both(poolSize), strides: both(strides), ceil_mode: Number(ceilMode), ...pads(padding) };
}

function globalPool(graph: Graph, type: string, x: string, keepDims: boolean): string {
  const values = graph.node(type, [x]);
  return keepDims ? values : graph.node('Flatten', [values]);
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

function zeroPadding(graph: Graph, { name, config }: ZeroPadding2D, x: string): string {
  const [[top, bottom], [left, right]] = sidesOf(config.padding);
  return graph.node('Pad', [x, graph.constant(`${name}.pads`, [0, 0, top, left, 0, 0, bottom, right])]);
}

/** In the order that our layers after it were made for. It moves a few ten thousand values; a dense layer after it, millions. */
function reshape(graph: Graph, { name }: Reshape, x: string, rank: number, to: SymbolicShape): string {
  const size = graph.constant(`${name}.shape`, [0, ...to.slice(1).map(Number)]);
  const reshaped = graph.node('Reshape', [turn(graph, x, channelsLastOrder(rank)), size]);
  return turn(graph, reshaped, channelsFirstOrder(to.length));
}

function turn(graph: Graph, x: string, perm: readonly number[]): string {
  return perm.every((axis, i) => axis === i) ? x : graph.node('Transpose', [x], { perm });
}
