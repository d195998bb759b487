import type { Layer } from '@striate/layers';
import type { Graph } from './Graph';
import { axisOf } from './layout';
import { refusal } from './refusal';

const activations: Readonly<Record<string, string>> = {
  relu: 'Relu',
  sigmoid: 'Sigmoid',
  softmax: 'Softmax',
  tanh: 'Tanh',
};

/** Adds an activation to the graph; the name of its output. */
export function activate(graph: Graph, layer: Layer, x: string, rank: number, like: unknown = 'linear'): string {
  if (like === 'linear') return x;
  const type = typeof like === 'string' ? activations[like] : undefined;
  if (!type) throw refusal(layer, `with activation ${String(like)}`);
  return graph.node(type, [x], type === 'Softmax' ? { axis: axisOf(-1, rank) } : {});
}
