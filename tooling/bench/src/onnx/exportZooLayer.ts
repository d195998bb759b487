import type { Layer } from '@striate/layers';
import { RadialBasis, ResidualUnit, ScaledTanh, SparseConv2D, TrainableSubsampling2D } from '@striate/models';
import { readWeight } from './exportWeighted';
import type { Graph } from './Graph';
import { both } from './layout';

/** Adds a layer within the layer to the graph; the name of its output. */
type ExportInner = (layer: Layer, x: string) => Promise<string>;

/** The layers that only networks of @striate/models have; undefined for any other. */
export async function exportZooLayer(
  graph: Graph,
  layer: Layer,
  x: string,
  exportInner: ExportInner,
): Promise<string | undefined> {
  if (layer instanceof ScaledTanh) {
    const { slope, amplitude } = layer.config;
    return scale(graph, layer, graph.node('Tanh', [scale(graph, layer, x, slope)]), amplitude);
  }
  if (layer instanceof SparseConv2D) return sparseConv2d(graph, layer, x);
  if (layer instanceof TrainableSubsampling2D) return subsampling(graph, layer, x);
  if (layer instanceof RadialBasis) return radialBasis(graph, layer, x);
  if (layer instanceof ResidualUnit) return residualUnit(graph, layer, x, exportInner);
  return undefined;
}

function scale(graph: Graph, { name }: Layer, x: string, factor: number): string {
  return graph.node('Mul', [x, graph.weight(`${name}.scale`, [1], Float32Array.of(factor))]);
}

/** With zeros for the channels that a filter does not see. */
async function sparseConv2d(graph: Graph, { name, config, kernel, bias }: SparseConv2D, x: string): Promise<string> {
  const { connections } = config;
  const [height, width, places] = kernel!.shape;
  const [values, biases] = [await readWeight(kernel!), await readWeight(bias!)];
  const channels = Math.max(...connections.flat()) + 1;
  const pixels = height * width;
  const full = new Float32Array(connections.length * channels * pixels);
  let place = 0;
  connections.forEach((seen, filter) => {
    for (const channel of seen) {
      for (let pixel = 0; pixel < pixels; pixel++)
        full[(filter * channels + channel) * pixels + pixel] = values[pixel * places + place];
      place++;
    }
  });
  const filters = graph.weight(`${name}.kernel`, [connections.length, channels, height, width], full);
  const names = [x, filters, graph.weight(`${name}.bias`, [connections.length], biases)];
  return graph.node('Conv', names, { kernel_shape: [height, width], strides: [1, 1], dilations: [1, 1], group: 1 });
}

/** A convolution of each channel for itself, whose weights are all the coefficient. */
async function subsampling(graph: Graph, layer: TrainableSubsampling2D, x: string): Promise<string> {
  const window = both(layer.config.poolSize);
  const [coefficients, biases] = [await readWeight(layer.coefficient!), await readWeight(layer.bias!)];
  const size = window[0] * window[1];
  const values = Float32Array.from(
    { length: coefficients.length * size },
    (_, i) => coefficients[Math.floor(i / size)],
  );
  const channels = coefficients.length;
  const filters = graph.weight(`${layer.name}.kernel`, [channels, 1, ...window], values);
  const names = [x, filters, graph.weight(`${layer.name}.bias`, [channels], biases)];
  return graph.node('Conv', names, { kernel_shape: window, strides: window, dilations: [1, 1], group: channels });
}

async function radialBasis(graph: Graph, { name, centers }: RadialBasis, x: string): Promise<string> {
  const points = graph.weight(`${name}.centers`, centers!.shape, await readWeight(centers!));
  const rows = graph.node('Unsqueeze', [x, graph.constant(`${name}.row`, [1])]);
  const apart = graph.node('Sub', [rows, points]);
  const squares = graph.node('Mul', [apart, apart]);
  const sums = graph.node('ReduceSum', [squares, graph.constant(`${name}.features`, [2])], { keepdims: 0 });
  return graph.node('Neg', [sums]);
}

async function residualUnit(graph: Graph, unit: ResidualUnit, x: string, exportInner: ExportInner): Promise<string> {
  const through = async (layers: readonly Layer[], from: string) => {
    let y = from;
    for (const layer of layers) y = await exportInner(layer, y);
    return y;
  };
  const sum = graph.node('Add', [await through(unit.mainLayers, x), await through(unit.skipLayers, x)]);
  return through([unit.activation], sum);
}
