import { Graph, type GraphNode, type GraphWeight } from './Graph';

/**
 * The same network with less to do: batch normalisations folded into the convolutions before them, and relus named by the node
 * they follow, as its attribute `activation`. What converters do to a network for the runtimes that do not do it themselves.
 */
export function fuseGraph(graph: Graph): Graph {
  const fused = new Graph(graph.inputShape);
  fused.outputShape = graph.outputShape;
  const uses = new Map<string, number>();
  for (const name of graph.nodes.flatMap(({ inputs }) => inputs)) uses.set(name, (uses.get(name) ?? 0) + 1);
  /** The node that now makes what the old name stood for. */
  const made = new Map<string, GraphNode>();
  const rename = (name: string) => made.get(name)?.name ?? name;
  for (const node of graph.nodes) {
    const before = made.get(node.inputs[0]);
    // What else looks at the value in between needs it as it was.
    const only = before && uses.get(node.inputs[0]) === 1 && !before.attributes.activation ? before : undefined;
    if (node.type === 'BatchNormalization' && only?.type === 'Conv') {
      made.set(node.name, replaceLast(fused, only, fold(fused, only, node, graph.weights)));
    } else if (node.type === 'Relu' && only && ['Conv', 'Gemm', 'Add'].includes(only.type)) {
      made.set(
        node.name,
        replaceLast(fused, only, { ...only, attributes: { ...only.attributes, activation: 'relu' } }),
      );
    } else {
      for (const name of node.inputs) {
        const weight = graph.weights.get(name);
        if (weight) fused.weights.set(name, weight);
        const constant = graph.constants.get(name);
        if (constant) fused.constants.set(name, constant);
      }
      const copy = { ...node, inputs: node.inputs.map(rename) };
      fused.nodes.push(copy);
      made.set(node.name, copy);
    }
  }
  return fused;
}

function replaceLast(graph: Graph, old: GraphNode, next: GraphNode): GraphNode {
  graph.nodes[graph.nodes.lastIndexOf(old)] = next;
  return next;
}

/** The convolution with scaled filters and a shifted bias. */
function fold(graph: Graph, conv: GraphNode, norm: GraphNode, weights: ReadonlyMap<string, GraphWeight>): GraphNode {
  const [x, kernelName, biasName] = conv.inputs;
  const [gamma, beta, mean, variance] = norm.inputs.slice(1).map((name) => weights.get(name)!.values);
  const kernel = weights.get(kernelName)!;
  const old = biasName === undefined ? undefined : weights.get(biasName)!.values;
  const { epsilon } = norm.attributes;
  if (typeof epsilon !== 'object' || !('float' in epsilon)) throw new Error(`fuseGraph: '${norm.name}' has no epsilon`);
  const scale = gamma.map((value, f) => value / Math.sqrt(variance[f] + epsilon.float));
  const perFilter = kernel.values.length / scale.length;
  const scaled = kernel.values.map((value, i) => value * scale[Math.floor(i / perFilter)]);
  const bias = beta.map((value, f) => value + ((old?.[f] ?? 0) - mean[f]) * scale[f]);
  graph.weights.set(kernelName, { shape: kernel.shape, values: scaled });
  const shifted = biasName ?? `${kernelName}.bias`;
  graph.weights.set(shifted, { shape: [bias.length], values: bias });
  return { ...conv, inputs: [x, kernelName, shifted] };
}
