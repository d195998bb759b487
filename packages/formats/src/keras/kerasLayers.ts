import { Functional, Layer, Sequential, type SymbolicTensor } from '@striate/layers';
import type { Variable } from '@striate/tensor';

type GraphNode = NonNullable<SymbolicTensor['node']>;

/**
 * The layers of a model in Keras' order, on which the names in its files depend: those of a graph by their distance from the
 * outputs, and, where that is equal, as they are met on the way back from the outputs.
 */
export function kerasLayers(model: Functional): readonly Layer[] {
  const met = new Map<Layer, number>();
  const order: GraphNode[] = [];
  const known = new Set<GraphNode>();
  const inputs = new Set(model.inputs);
  // Depth first, without recursion: a graph may be long.
  const stack: { tensor: SymbolicTensor; leave?: GraphNode }[] = [...model.outputs]
    .reverse()
    .map((tensor) => ({ tensor }));
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { tensor, leave } = top;
    if (leave) {
      order.push(leave);
      continue;
    }
    const { node } = tensor;
    if (!node || known.has(node)) continue;
    known.add(node);
    if (!met.has(node.layer)) met.set(node.layer, met.size);
    stack.push({ tensor, leave: node });
    if (!inputs.has(tensor)) for (const input of [...node.inputs].reverse()) stack.push({ tensor: input });
  }
  const nodeDepths = new Map<GraphNode, number>();
  const depths = new Map<Layer, number>();
  for (const node of order.reverse()) {
    const depth = Math.max(nodeDepths.get(node) ?? 0, depths.get(node.layer) ?? 0);
    nodeDepths.set(node, depth);
    depths.set(node.layer, depth);
    for (const { node: before } of node.inputs)
      if (before && known.has(before)) nodeDepths.set(before, Math.max(depth + 1, nodeDepths.get(before) ?? 0));
  }
  for (const { node } of model.inputs) {
    if (!node || depths.has(node.layer)) continue;
    depths.set(node.layer, 0);
    met.set(node.layer, -1);
  }
  const depth = (layer: Layer) => depths.get(layer) ?? 0;
  return [...depths.keys()].sort((a, b) => depth(b) - depth(a) || (met.get(a) ?? 0) - (met.get(b) ?? 0));
}

/** Something a layer holds: in a list of layers, or in a field with a name. */
export interface Held {
  /** The list or the field: `layers`, `inner`. */
  readonly field: string;
  readonly value: Layer | readonly unknown[];
}

/** What a layer holds, in the order in which Keras visits it: its layers if it is a graph or a chain, else its fields by name. */
export function heldBy(layer: Layer): Held[] {
  if (layer instanceof Functional) return [{ field: 'layers', value: kerasLayers(layer) }];
  if (layer instanceof Sequential) return [{ field: 'layers', value: layer.subLayers }];
  if (layer.subLayers.length === 0) return [];
  const held: Held[] = [];
  for (const [field, value] of Object.entries(layer)) {
    if (field === 'config') continue;
    if (value instanceof Layer) held.push({ field, value });
    else if (Array.isArray(value)) held.push({ field, value });
    else if (isPlain(value)) held.push({ field, value: Object.values(value) });
  }
  return held.sort((a, b) => (a.field < b.field ? -1 : 1));
}

export function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}

/** The weights of the layer itself, those that training changes first. */
export function ownWeights(layer: Layer): Variable[] {
  const inner = new Set(layer.subLayers.flatMap((sub) => sub.weights));
  const own = layer.weights.filter((weight) => !inner.has(weight));
  return [...own.filter(({ trainable }) => trainable), ...own.filter(({ trainable }) => !trainable)];
}

/** All weights of a layer in Keras' order, each once: its own, then those of the layers it holds. */
export function kerasWeights(layer: Layer, only: (layer: Layer) => boolean = () => true): Variable[] {
  const found = new Set<Variable>();
  const visit = (value: unknown): void => {
    if (value instanceof Layer) {
      if (!only(value)) return;
      for (const weight of ownWeights(value)) found.add(weight);
      for (const { value: inner } of heldBy(value)) visit(inner);
    } else if (Array.isArray(value)) value.forEach(visit);
    else if (isPlain(value)) Object.values(value).forEach(visit);
  };
  visit(layer);
  return [...found];
}

/** The weights that training changes, in the order in which Keras' optimizers keep something for each. */
export function trainedWeights(layer: Layer): Variable[] {
  return kerasWeights(layer, ({ trainable }) => trainable).filter(({ trainable }) => trainable);
}
