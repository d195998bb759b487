import { Layer } from '@striate/layers';
import type { Variable } from '@striate/tensor';
import { heldBy, isPlain, ownWeights } from './kerasLayers';
import { classNameOf, snakeCase } from './names';

/** Where a layer has its weights in a `model.weights.h5`: `layers/conv2d_1`, and there `vars/0`, `vars/1`, … */
export interface LayerPlace {
  readonly path: string;
  readonly layer: Layer;
  readonly weights: readonly Variable[];
}

/**
 * The places of all layers of a model, each once. A list is numbered by class, whatever the names of the layers are: those that
 * Keras makes up differ from one run to the next.
 */
export function layerPlaces(model: Layer): LayerPlace[] {
  const places: LayerPlace[] = [];
  const seen = new Set<Layer>();
  const visit = (value: unknown, path: string): void => {
    if (value instanceof Layer) {
      if (seen.has(value)) return;
      seen.add(value);
      places.push({ path, layer: value, weights: ownWeights(value) });
      for (const { field, value: inner } of heldBy(value))
        visit(inner, path ? `${path}/${snakeCase(field)}` : snakeCase(field));
      return;
    }
    const list = Array.isArray(value) ? value : isPlain(value) ? Object.values(value) : [];
    const taken = new Map<string, number>();
    for (const inner of list) {
      if (!(inner instanceof Layer) && !Array.isArray(inner) && !isPlain(inner)) continue;
      const name = inner instanceof Layer ? snakeCase(classNameOf(inner)) : 'container';
      const number = taken.get(name);
      taken.set(name, (number ?? 0) + 1);
      visit(inner, number === undefined ? `${path}/${name}` : `${path}/${name}_${number}`);
    }
  };
  visit(model, '');
  return places;
}
