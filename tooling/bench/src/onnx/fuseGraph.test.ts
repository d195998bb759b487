import { expect, test } from 'vitest';
import { fuseGraph } from './fuseGraph';
import { Graph } from './Graph';

function weights(graph: Graph, values: Readonly<Record<string, readonly number[]>>): string[] {
  return Object.entries(values).map(([name, list]) => graph.weight(name, [list.length], Float32Array.from(list)));
}

test('folds a normalisation into its convolution, and names the relu', () => {
  const graph = new Graph([1, 1, 2, 2]);
  graph.weight('kernel', [2, 1, 1, 1], Float32Array.of(2, 3));
  const conv = graph.node('Conv', ['input', 'kernel'], { group: 1 });
  const norm = weights(graph, { gamma: [1, 2], beta: [5, 6], mean: [1, 1], variance: [3, 0] });
  const y = graph.node('BatchNormalization', [conv, ...norm], { epsilon: { float: 1 } });
  graph.node('Relu', [y]);
  const fused = fuseGraph(graph);
  expect(fused.nodes).toEqual([
    {
      name: conv,
      type: 'Conv',
      inputs: ['input', 'kernel', 'kernel.bias'],
      attributes: { group: 1, activation: 'relu' },
    },
  ]);
  expect(fused.weights.get('kernel')).toEqual({ shape: [2, 1, 1, 1], values: Float32Array.of(1, 6) });
  expect(fused.weights.get('kernel.bias')?.values).toEqual(Float32Array.of(4.5, 4));
  expect(graph.weights.get('kernel')?.values).toEqual(Float32Array.of(2, 3));
});

test('leaves what is used twice as it is', () => {
  const graph = new Graph([1, 2]);
  const sum = graph.node('Add', ['input', 'input']);
  const relu = graph.node('Relu', [sum]);
  graph.node('Add', [sum, relu]);
  expect(fuseGraph(graph).nodes).toEqual(graph.nodes);
});
