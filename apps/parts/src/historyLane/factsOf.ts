import {
  type GraphForm,
  type LayerCosts,
  layerCosts,
  type Model,
  network,
  StriateError,
  type SymbolicTensor,
  withoutValues,
} from 'striate';
import { layerOf, macsOf } from '../kit/macsOf';
import type { NetworkFacts, Stage } from './NetworkFacts';
import type { AncestorName } from './networks';

/** A network of the lane with zeros for weights, which is there at once: neither its shape nor its time depends on them. */
export function emptyNetwork(name: AncestorName): Model {
  return withoutValues(() => network(name));
}

/** The calls of a model's layers, in order. */
export function graphOf(model: Model): GraphForm {
  const form = model.inferenceForm?.();
  if (form?.kind === 'graph') return form;
  throw new StriateError(`'${model.name}' is no graph of layers.`);
}

export function factsOf(model: Model): NetworkFacts {
  const stages = stagesOf(model);
  const macs = stages.reduce((sum, stage) => sum + stage.macs, 0);
  return {
    parameters: stages.reduce((sum, stage) => sum + stage.parameters, 0),
    macs,
    depth: depthOf(model),
    stages: stages.map(({ layers: _, ...stage }) => stage),
  };
}

/** The stages, with the names of their layers. */
export function stagesOf(model: Model): (Stage & { readonly layers: readonly string[] })[] {
  const stages: (Stage & { layers: string[] })[] = [];
  for (const row of layerCosts(model)) {
    if (row.type === 'InputLayer') continue;
    const { side, channels, dense } = sizeOf(row);
    const [macs, parameters] = [macsOf(model, row), parametersOf(model, row)];
    const last = stages.at(-1);
    const same = last && !dense && (last.side === side || (side === 1 && parameters === 0));
    if (!same) {
      stages.push({ side, channels, parameters, macs, dense, layers: [row.name] });
      continue;
    }
    stages[stages.length - 1] = {
      ...last,
      // Narrow layers lie between wide ones, and what is flattened has all places of all channels.
      channels: row.type === 'Flatten' ? last.channels : Math.max(last.channels, channels),
      parameters: last.parameters + parameters,
      macs: last.macs + macs,
      layers: [...last.layers, row.name],
    };
  }
  return stages;
}

function sizeOf({ outputShape, type }: LayerCosts): Pick<Stage, 'side' | 'channels' | 'dense'> {
  const sizes = (outputShape ?? []).map(Number);
  return { side: sizes.length === 4 ? sizes[1] : 1, channels: sizes.at(-1) ?? 0, dense: type === 'Dense' };
}

/** What training changes: without the statistics of batch normalisation. */
function parametersOf(model: Model, row: LayerCosts): number {
  const weights = layerOf(model, row)?.trainableWeights ?? [];
  return weights.reduce((sum, { shape }) => sum + shape.reduce((a, b) => a * b, 1), 0);
}

function depthOf(model: Model): number {
  const depths = new Map<SymbolicTensor, number>();
  const { nodes, outputs } = graphOf(model);
  for (const node of nodes) {
    const own = node.layer.weights.some(({ shape }) => shape.length === 4 || shape.length === 2) ? 1 : 0;
    const before = Math.max(...node.inputs.map((input) => depths.get(input) ?? 0));
    for (const output of node.outputs) depths.set(output, before + own);
  }
  return depths.get(outputs[0]) ?? 0;
}
