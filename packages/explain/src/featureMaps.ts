import type { Model } from '@striate/layers';
import { scope, type Tensor } from '@striate/tensor';
import { graphOf, runGraph, stepNamed } from './graph';

/** Options of `featureMaps`. */
export interface FeatureMapsOptions {
  /** Names of layers; those of a model within the model as `outer/inner`. Default: all. */
  readonly layers?: readonly string[];
}

/**
 * What the layers of a model make of an input, in one pass: their outputs by name, in the order in which they run. Batch
 * normalisation and dropout behave as in inference. The tensors are the caller's.
 *
 * Shapes: `x` as the model takes it, `[batch, …]`; a convolution's feature maps are `[batch, height, width, channels]`.
 *
 * @throws {ValueError} for a layer that is not there, with the nearest name.
 * @throws {StriateError} if the model is no graph of layers, or has several inputs.
 *
 * @example
 * const maps = featureMaps(net, digits, { layers: ['conv2d', 'max_pooling2d'] });
 * maps.conv2d.shape; // [batch, 28, 28, 6]
 */
export function featureMaps(
  model: Model,
  x: Tensor,
  { layers }: FeatureMapsOptions = {},
): Readonly<Record<string, Tensor>> {
  const graph = graphOf(model, 'featureMaps');
  const wanted = layers && new Set(layers.map((name) => stepNamed(graph, name, 'featureMaps').name));
  return scope(() => {
    const maps: Record<string, Tensor> = {};
    if (wanted?.size === 0) return maps;
    runGraph(
      graph,
      x,
      (name, value) => {
        if (!wanted || wanted.has(name)) maps[name] = value;
        return undefined;
      },
      wanted,
    );
    return maps;
  });
}
