import { type GraphForm, type Layer, Model, type SymbolicTensor } from '@striate/layers';
import { StriateError } from '@striate/tensor';

/** One call of a layer. */
export type GraphNode = GraphForm['nodes'][number];

/** @throws {StriateError} if the model is no graph: a class with a `call` of its own, or one that has not seen its input yet. */
export function graphOf(model: Model, who: string): GraphForm {
  const form = model.inferenceForm?.();
  if (form?.kind === 'graph') return form;
  throw new StriateError(
    `${who}: model '${model.name}' is no graph of layers with known shapes; give its first layer an inputShape, or build it with model()`,
  );
}

/**
 * Calls the layers of a graph once more, on other inputs, up to some of its tensors: the same layers and Variables in another
 * model. Models within it are opened up, so that their layers can be found by name. `swap` puts other layers in the place of some.
 */
export function layAgain(
  graph: Pick<GraphForm, 'inputs' | 'nodes'>,
  inputs: readonly SymbolicTensor[],
  outputs: readonly SymbolicTensor[],
  who: string,
  inherited?: boolean,
  swap: (layer: Layer) => Layer = (layer) => layer,
): SymbolicTensor[] {
  const made = new Map(graph.inputs.map((symbol, i) => [symbol, inputs[i]]));
  const find = (symbol: SymbolicTensor): SymbolicTensor => {
    const found = made.get(symbol);
    if (found) return found;
    throw new StriateError(`${who}: ${symbol} does not follow from the inputs of the model`);
  };
  const needed = nodesBefore(graph, outputs);
  for (const node of graph.nodes) {
    if (!needed.has(node)) continue;
    const { many } = node;
    const layer = swap(node.layer);
    const training = node.training ?? inherited;
    const given = node.inputs.map(find);
    const inner = layer instanceof Model ? layer.inferenceForm?.() : undefined;
    let results: readonly SymbolicTensor[];
    if (inner?.kind === 'graph') results = layAgain(inner, given, inner.outputs, who, training, swap);
    else {
      const result: SymbolicTensor | readonly SymbolicTensor[] = layer(many ? given : given[0], { training });
      results = Array.isArray(result) ? result : [result as SymbolicTensor];
    }
    node.outputs.forEach((symbol, i) => void made.set(symbol, results[i]));
  }
  return outputs.map(find);
}

/** The calls that lead from the inputs to some tensors. */
function nodesBefore(
  { inputs }: Pick<GraphForm, 'inputs'>,
  outputs: readonly SymbolicTensor[],
): ReadonlySet<GraphNode> {
  const found = new Set<GraphNode>();
  const open = [...outputs];
  for (let symbol = open.pop(); symbol; symbol = open.pop()) {
    const { node } = symbol;
    if (inputs.includes(symbol) || !node || found.has(node)) continue;
    found.add(node);
    open.push(...node.inputs);
  }
  return found;
}
