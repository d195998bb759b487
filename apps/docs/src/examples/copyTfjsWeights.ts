import { type Model, tensor } from 'striate';

/** A layer of TensorFlow.js, as far as it matters here. */
interface TheirLayer {
  getWeights(): { readonly shape: number[]; dataSync(): ArrayLike<number> }[];
}

/** Gives a model the weights of one with the same layers in TensorFlow.js. Kernels have the same order in both. */
export function copyTfjsWeights(
  theirs: { readonly layers: readonly TheirLayer[] },
  ours: Model,
): void {
  const from = theirs.layers.flatMap((layer) => layer.getWeights());
  const to = ours.layers.flatMap((layer) => layer.weights);
  for (const [i, weight] of to.entries()) {
    weight.assign(tensor(Float32Array.from(from[i].dataSync()), from[i].shape));
  }
}
