import type { Model, SymbolicTensor } from '@striate/layers';
import { exportLayer } from './exportLayer';
import { OnnxGraph } from './OnnxGraph';

type Node = NonNullable<SymbolicTensor['node']>;

/**
 * The bytes of an ONNX file for a network of one input and one output, with batch 1 and images as [1, channels, height, width].
 *
 * @throws {Error} for a layer, or an option of one, that the networks of @striate/models do not have.
 */
export async function exportOnnx(net: Model): Promise<Uint8Array> {
  const [input] = net.inputs;
  const [output] = net.outputs;
  if (net.inputs.length !== 1 || net.outputs.length !== 1)
    throw new Error(`exportOnnx: '${net.name}' has ${net.inputs.length} inputs and ${net.outputs.length} outputs`);
  const graph = new OnnxGraph();
  const names = new Map<SymbolicTensor, string>([[input, graph.input('input', channelsFirst(input))]]);
  for (const { layer, inputs, outputs } of sortNodes(input, output)) {
    const given = inputs.map((tensor) => names.get(tensor)!);
    names.set(outputs[0], await exportLayer(graph, layer, given, inputs[0].shape));
  }
  graph.output(names.get(output)!, channelsFirst(output));
  return graph.encode();
}

/** The calls between input and output, in the order in which they were made. */
function sortNodes(input: SymbolicTensor, output: SymbolicTensor): Node[] {
  const found = new Set<Node>();
  const open = [output];
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    const { node } = tensor;
    if (tensor === input || !node || found.has(node)) continue;
    found.add(node);
    open.push(...node.inputs);
  }
  return [...found].sort((a, b) => a.id - b.id);
}

function channelsFirst({ shape }: SymbolicTensor): number[] {
  const [, ...sample] = shape.map((extent) => extent ?? 1);
  return sample.length === 3 ? [1, sample[2], sample[0], sample[1]] : [1, ...sample];
}
