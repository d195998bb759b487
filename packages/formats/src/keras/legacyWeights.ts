import { Functional, type Layer, Model } from '@striate/layers';
import type { Variable } from '@striate/tensor';
import { kerasLayers, kerasWeights, trainedWeights } from './kerasLayers';

/** A layer in an `.h5` file: the weights it has there, a model's within it among them, and their names. */
export interface WeightedLayer {
  readonly layer: Layer;
  readonly weights: readonly Variable[];
  /** `dense/kernel`. */
  readonly names: readonly string[];
}

/** The layers of a model in the order of an `.h5` file; of each, the weights that training changes come first. */
export function weightedLayers(model: Layer): WeightedLayer[] {
  const layers =
    model instanceof Functional ? kerasLayers(model) : model instanceof Model ? model.layers : model.subLayers;
  return layers.map((layer) => {
    const trained = new Set(trainedWeights(layer));
    const weights = [...trained, ...kerasWeights(layer).filter((weight) => !trained.has(weight))];
    const names = new Map([...layer.namedWeights()].map(([name, weight]) => [weight, name]));
    return { layer, weights, names: weights.map((weight) => `${layer.name}/${names.get(weight) ?? weight.name}`) };
  });
}
