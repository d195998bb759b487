import type { Layer, Model } from '@striate/layers';
import { graphOf } from './graph';

/** One call of a layer, and where its input comes from. */
export interface LayerCall {
  /** As in `featureMaps`. */
  readonly name: string;
  readonly layer: Layer;
  /** Names of the calls that feed it; undefined for the model's input. */
  readonly inputs: readonly (string | undefined)[];
}

/**
 * The calls of a model's layers in the order in which they run, with the names that `featureMaps` gives them; models within the
 * model are opened up.
 *
 * @throws {StriateError} if the model is no graph of layers, or has several inputs.
 *
 * @example
 * for (const { name, inputs } of layerCalls(net)) console.log(inputs.map((from) => from ?? 'input').join(' + '), '→', name);
 */
export function layerCalls(model: Model): LayerCall[] {
  const { steps } = graphOf(model, 'layerCalls');
  const makerOf = new Map(steps.flatMap(({ name, outputs }) => outputs.map((slot) => [slot, name] as const)));
  return steps.map(({ name, layer, inputs }) => ({ name, layer, inputs: inputs.map((slot) => makerOf.get(slot)) }));
}
