import type { Layer, LayerCosts, Model } from 'striate';

/** The layer of a row of `layerCosts`. */
export function layerOf(model: Model, { name }: LayerCosts): Layer | undefined {
  return model.layers.find((each) => each.name === name);
}

/** Multiply-adds of a layer for one sample: each weight of a filter is multiplied once at each place of the feature map. */
export function macsOf(model: Model, row: LayerCosts): number {
  const kernel = layerOf(model, row)?.weights.find(({ shape }) => shape.length === 4 || shape.length === 2);
  if (!kernel) return 0;
  const places = (row.outputShape ?? []).slice(1, -1).reduce<number>((product, size) => product * Number(size), 1);
  return places * kernel.shape.reduce((a, b) => a * b, 1);
}
