import { StriateError } from '@striate/tensor';
import { inferenceFormOf } from '../../InferenceForm';
import type { Layer } from '../../Layer';
import type { GraphNode, SymbolicTensor } from '../../SymbolicTensor';
import type { Model } from '../Model';

/** A layer in the picture of a model. */
export interface PlotVertex {
  readonly layer: Layer;
  /** Its first call; undefined for an input. */
  readonly call: GraphNode | undefined;
  /** The nested models it is part of, outermost first. */
  readonly within: readonly Layer[];
}

export interface PlotGraph {
  readonly vertices: readonly PlotVertex[];
  /** From layer to layer, by place among the vertices. */
  readonly edges: readonly (readonly [from: number, to: number])[];
}

/** The layers of a model and what goes between them; nested models are one vertex unless they are expanded. */
export function plotGraph(model: Model, expandNested: boolean): PlotGraph {
  const form = inferenceFormOf(model);
  if (form?.kind !== 'graph')
    throw new StriateError(`plotModel: '${model.name}' is not built, or computes in a way that cannot be drawn`);
  const vertices: PlotVertex[] = [];
  const places = new Map<Layer, number>();
  const edges = new Map<string, readonly [number, number]>();
  const place = (layer: Layer, call: GraphNode | undefined, within: readonly Layer[]): number => {
    const known = places.get(layer);
    if (known !== undefined) return known;
    places.set(layer, vertices.length);
    return vertices.push({ layer, call, within }) - 1;
  };

  const visit = (nodes: readonly GraphNode[], sources: Map<SymbolicTensor, number>, within: readonly Layer[]): void => {
    for (const call of nodes) {
      const inner = expandNested ? inferenceFormOf(call.layer) : undefined;
      if (inner?.kind === 'graph') {
        const bound = new Map(inner.inputs.map((input, i) => [input, sources.get(call.inputs[i])!]));
        visit(inner.nodes, bound, [...within, call.layer]);
        call.outputs.forEach((output, i) => sources.set(output, bound.get(inner.outputs[i])!));
        continue;
      }
      const to = place(call.layer, call, within);
      for (const input of call.inputs) {
        const from = sources.get(input)!;
        edges.set(`${from} ${to}`, [from, to]);
      }
      for (const output of call.outputs) sources.set(output, to);
    }
  };
  const inputs = form.inputs.flatMap((input) =>
    input.node ? [[input, place(input.node.layer, undefined, [])] as const] : [],
  );
  visit(form.nodes, new Map(inputs), []);
  return { vertices, edges: [...edges.values()] };
}
