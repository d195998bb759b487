import type { Model, SymbolicTensor } from '@striate/layers';

type Node = NonNullable<SymbolicTensor['node']>;

/** The calls between a network's first input and output, in the order in which they were made. */
export function sortNodes({ inputs: [input], outputs: [output] }: Model): Node[] {
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
