import { type GraphForm, type InferenceForm, inferenceFormOf } from '../../InferenceForm';
import type { Layer } from '../../Layer';
import type { SymbolicTensor } from '../../SymbolicTensor';

/** One layer call of a flat graph. Values live in numbered slots. */
export interface Call {
  readonly layer: Layer;
  /** Undefined for a layer that has none, or is called to train. */
  readonly form: InferenceForm | undefined;
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Whether the layer takes an array. */
  readonly many: boolean;
  readonly training: boolean;
}

export interface FlatGraph {
  readonly calls: readonly Call[];
  readonly inputs: readonly number[];
  readonly outputs: readonly number[];
  /** Number of slots. */
  readonly slots: number;
  /** The graphs that are in it: the model's own and those of models within. */
  readonly parts: readonly GraphForm[];
}

/** The calls of a graph in one list: models within it opened up, layers that hand their input on left out. */
export function flattenGraph(graph: GraphForm): FlatGraph {
  const calls: Call[] = [];
  const parts: GraphForm[] = [];
  let slots = 0;

  const open = (part: GraphForm, inputs: readonly number[], inherited: boolean): number[] => {
    parts.push(part);
    const slotOf = new Map<SymbolicTensor, number>(part.inputs.map((symbol, i) => [symbol, inputs[i]]));
    for (const { layer, inputs, outputs, many, training: own } of part.nodes) {
      const training = own ?? inherited;
      const form = training ? undefined : inferenceFormOf(layer);
      const from = inputs.map((symbol) => slotOf.get(symbol)!);
      const to =
        form?.kind === 'graph'
          ? open(form, from, false)
          : form?.kind === 'identity'
            ? from
            : outputs.map(() => slots++);
      outputs.forEach((symbol, i) => void slotOf.set(symbol, to[i]));
      if (form?.kind !== 'graph' && form?.kind !== 'identity')
        calls.push({ layer, form, inputs: from, outputs: to, many, training });
    }
    return part.outputs.map((symbol) => slotOf.get(symbol)!);
  };

  const inputs = graph.inputs.map(() => slots++);
  const outputs = open(graph, inputs, false);
  return { calls, inputs, outputs, slots, parts };
}
