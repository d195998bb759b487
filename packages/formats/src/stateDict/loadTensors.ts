import type { Layer } from '@striate/layers';
import type { LoadReport, TensorMap } from '../LoadReport';
import { fill, type LoadTensorsOptions } from './fill';
import { ownParameters } from './parameters';

/**
 * Gives a model tensors in our own names and layout, those that `saveWeights` writes: `conv2d/kernel`, HWIO. All or nothing with
 * `strict`, the default; otherwise it takes what fits and says what did not.
 *
 * @throws {FormatError} with `strict`: names what is missing, unexpected, or of another shape or dtype.
 * @throws {StriateError} if the model is not built.
 *
 * @example
 * const { missing } = loadTensors(net, await readTensors('backbone.safetensors'), { strict: false });
 */
export function loadTensors(model: Layer, tensors: TensorMap, options: LoadTensorsOptions = {}): LoadReport {
  return fill(ownParameters(model, 'loadTensors'), tensors, options, 'loadTensors');
}
