import type { Model, SymbolicTensor } from '@striate/layers';
import { exportLayer } from './exportLayer';
import { Graph } from './Graph';
import { channelsFirstOrder } from './layout';
import { sortNodes } from './sortNodes';

/**
 * A network of one input and one output as a graph in ONNX's terms, with images as [batch, channels, height, width].
 *
 * @throws {PeerAbsent} for a layer, or an option of one, that has no form in it.
 */
export async function exportModel(net: Model, batch = 1): Promise<Graph> {
  const [input] = net.inputs;
  const [output] = net.outputs;
  if (net.inputs.length !== 1 || net.outputs.length !== 1)
    throw new Error(`exportModel: '${net.name}' has ${net.inputs.length} inputs and ${net.outputs.length} outputs`);
  const graph = new Graph(channelsFirst(input, batch));
  const names = new Map<SymbolicTensor, string>([[input, graph.input]]);
  for (const { layer, inputs, outputs } of sortNodes(net)) {
    const given = inputs.map((tensor) => names.get(tensor)!);
    names.set(outputs[0], await exportLayer(graph, layer, given, inputs[0].shape, outputs[0].shape));
  }
  graph.outputShape = channelsFirst(output, batch);
  return graph;
}

function channelsFirst({ shape }: SymbolicTensor, batch: number): number[] {
  const sample = shape.slice(1).map((extent) => extent ?? 1);
  const ours = [batch, ...sample];
  return channelsFirstOrder(ours.length).map((axis) => ours[axis]);
}
