import { type Layer, Model } from '@striate/layers';

/** A layer within a model, and the models it lies in, from the outside in. */
export interface Leaf {
  readonly layer: Layer;
  readonly within: readonly Model[];
}

/** The layers of a model in their order, those of models within it in the place of these; each once. */
export function leafLayers(model: Model): Leaf[] {
  const found = new Map<Layer, Leaf>();
  const visit = (owner: Model, within: readonly Model[]): void => {
    for (const layer of owner.layers) {
      if (layer instanceof Model && layer.layers.length > 0) visit(layer, [...within, layer]);
      else if (!found.has(layer)) found.set(layer, { layer, within });
    }
  };
  visit(model, [model]);
  return [...found.values()];
}
