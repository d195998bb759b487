import { expect, test } from 'vitest';
import { Graph } from '../onnx/Graph';
import { layOutWeights } from './tfjsGraph';

test('brings weights into the order of axes of TF.js', () => {
  const graph = new Graph([1, 2, 1, 2]);
  const values = Float32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11);
  graph.weight('filters', [3, 2, 1, 2], values);
  graph.weight('matrix', [3, 4], values);
  graph.weight('bias', [3], values.slice(0, 3));
  graph.node('Conv', ['input', 'filters', 'bias'], { group: 1 });
  graph.node('Gemm', ['input', 'matrix']);
  const laidOut = layOutWeights(graph);
  // Filter o, channel i, column x has the number 4 o + 2 i + x.
  expect(laidOut.get('filters')).toEqual({
    shape: [1, 2, 2, 3],
    values: Float32Array.of(0, 4, 8, 2, 6, 10, 1, 5, 9, 3, 7, 11),
  });
  expect(laidOut.get('matrix')).toEqual({
    shape: [4, 3],
    values: Float32Array.of(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11),
  });
  expect(laidOut.get('bias')?.values).toEqual(Float32Array.of(0, 1, 2));
});
