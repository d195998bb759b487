import type { Layer, WeightsSource } from '@striate/layers';
import type { LoadReport } from '../LoadReport';
import { loadTensors } from '../stateDict/loadTensors';
import { openKerasFile } from './KerasFile';
import { matchWeights } from './matchWeights';

/** Options of `loadKerasWeights`. */
export interface LoadKerasWeightsOptions {
  /** Whether every weight must have its tensor and every tensor its weight. Default true; otherwise what fits is taken. */
  readonly strict?: boolean;
  /**
   * How the layers of an `.h5` file are found: by their names, or in order. Default: by name if the model has all the names that are in
   * the file; in order if the numbers of weights agree. The files of Keras 3 know no names: there the order of layers of a class counts.
   */
  readonly byName?: boolean;
}

/**
 * Gives a model the weights of a Keras file: a `.weights.h5`, the `.h5` of weights that keras.applications has, an `.h5` of a whole
 * model, or a `.keras` archive. All that is to be taken fits, or nothing is changed.
 *
 * @throws {FormatError} if `strict` and something is missing, unexpected or of another shape, naming all of it.
 *
 * @example
 * const net = resNet50({ variant: 'keras' });
 * await loadKerasWeights(net, 'resnet50_weights_tf_dim_ordering_tf_kernels.h5');
 */
export async function loadKerasWeights(
  model: Layer,
  source: WeightsSource,
  { strict = true, byName }: LoadKerasWeightsOptions = {},
): Promise<LoadReport> {
  const who = 'loadKerasWeights';
  const file = await openKerasFile(source, who);
  return loadTensors(model, await matchWeights(model, file, who, byName), { strict });
}
