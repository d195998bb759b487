import { StriateError } from '@striate/tensor';
import type { GraphNode, SymbolicTensor } from '../SymbolicTensor';

/** The calls between inputs and outputs, by the order in which they were made. */
export function sortGraph(inputs: readonly SymbolicTensor[], outputs: readonly SymbolicTensor[]): GraphNode[] {
  const found = new Set<GraphNode>();
  const open = [...outputs];
  const given = new Set(inputs);
  for (let tensor = open.pop(); tensor; tensor = open.pop()) {
    if (given.has(tensor)) continue;
    const { node } = tensor;
    if (!node || node.id < 0) {
      throw new StriateError(
        `model: the outputs need input '${node?.layer.name ?? tensor}', which is not among the inputs`,
      );
    }
    if (found.has(node)) continue;
    found.add(node);
    open.push(...node.inputs);
  }
  return [...found].sort((a, b) => a.id - b.id);
}
