import type { BatchNormalization, Conv1D, Conv2D, Dense, Embedding, Layer } from '@striate/layers';
import { PaddedEmbedding } from '@striate/models';
import { ones, scope, type Tensor, transpose, type Variable, zeros } from '@striate/tensor';
import { activate } from './activate';
import type { Attributes, Graph } from './Graph';
import { both, channelsFirstOrder, sidesOf } from './layout';
import { refusal } from './refusal';

/** ONNX's number for int32, to `Cast` to. */
const int32 = 6;

export async function conv2d(graph: Graph, layer: Conv2D, x: string): Promise<string> {
  const { strides = 1, dilationRate = 1, groups = 1, padding, activation } = layer.config;
  const kernel = layer.kernel!;
  const [height, width, channels, filters] = kernel.shape;
  const values = await read(() => transpose(kernel, [3, 2, 0, 1]));
  const names = [x, graph.weight(`${layer.name}.kernel`, [filters, channels, height, width], values)];
  const y = graph.node('Conv', await withBias(graph, layer, names), {
    kernel_shape: [height, width],
    strides: both(strides),
    dilations: both(dilationRate),
    group: groups,
    ...pads(padding),
  });
  return activate(graph, layer, y, 4, activation);
}

export async function conv1d(graph: Graph, layer: Conv1D, x: string): Promise<string> {
  const { strides, dilationRate, groups, padding, activation } = layer.config;
  if (padding === 'causal') throw refusal(layer, 'padded before its first step only');
  const kernel = layer.kernel!;
  const [steps, channels, filters] = kernel.shape;
  const values = await read(() => transpose(kernel, [2, 1, 0]));
  const names = [x, graph.weight(`${layer.name}.kernel`, [filters, channels, steps], values)];
  const edges = typeof padding === 'string' ? pads(padding) : { pads: both(padding) };
  const y = graph.node('Conv', await withBias(graph, layer, names), {
    kernel_shape: [steps],
    strides: [strides],
    dilations: [dilationRate],
    group: groups,
    ...edges,
  });
  return activate(graph, layer, y, 3, activation);
}

export async function dense(graph: Graph, layer: Dense, x: string, rank: number): Promise<string> {
  if (rank !== 2) throw refusal(layer, `on ${rank} axes`);
  // [units, features], as PyTorch exports it.
  const [features, units] = layer.kernel!.shape;
  const values = await read(() => transpose(layer.kernel!, [1, 0]));
  const names = [x, graph.weight(`${layer.name}.kernel`, [units, features], values)];
  const y = graph.node('Gemm', await withBias(graph, layer, names), { transB: 1 });
  return activate(graph, layer, y, 2, layer.config.activation);
}

export async function batchNormalization(graph: Graph, layer: BatchNormalization, x: string): Promise<string> {
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

/** The indices come as floats, as all inputs here do. */
export async function embedding(graph: Graph, layer: Embedding, x: string, rank: number): Promise<string> {
  if (rank !== 2) throw refusal(layer, `on ${rank} axes`);
  const table = layer.embeddings!;
  const values = await readWeight(table);
  // Padding has a row of its own, whose values count for nothing.
  if (layer instanceof PaddedEmbedding) values.fill(0, 0, table.shape[1]);
  const rows = graph.weight(`${layer.name}.embeddings`, table.shape, values);
  const vectors = graph.node('Gather', [rows, graph.node('Cast', [x], { to: int32 })]);
  return graph.node('Transpose', [vectors], { perm: channelsFirstOrder(3) });
}

export function pads(padding: Conv2D['config']['padding'] = 'valid'): Attributes {
  if (padding === 'valid') return {};
  if (padding === 'same') return { auto_pad: 'SAME_UPPER' };
  const [[top, bottom], [left, right]] = sidesOf(padding);
  return { pads: [top, left, bottom, right] };
}

async function withBias(
  graph: Graph,
  { name, bias }: Layer & { bias: Variable | undefined },
  inputs: readonly string[],
): Promise<string[]> {
  return bias ? [...inputs, graph.weight(`${name}.bias`, bias.shape, await read(() => bias))] : [...inputs];
}

/** The values of a weight. */
export function readWeight(weight: Tensor): Promise<Float32Array> {
  return read(() => weight);
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
