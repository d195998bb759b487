import type { Layer, StoredTensor } from '@striate/layers';
import type { TensorMap } from '../LoadReport';
import { toTorch } from './Layout';
import { torchParameters } from './parameters';

/**
 * The weights of a model as a PyTorch state dict: its names, its shapes and its order of values. PyTorch's own network loads it,
 * written by `writeStateDict`.
 *
 * @throws {StriateError} if the model is not built.
 *
 * @example
 * await writeStateDict('resnet18.pth', await toStateDict(resNet18()));
 * // Python: torchvision.models.resnet18().load_state_dict(torch.load('resnet18.pth'))
 */
export async function toStateDict(model: Layer): Promise<TensorMap> {
  const parameters = torchParameters(model, 'toStateDict');
  // Reading begins for all of them at once, before a training step can come between.
  const values = await Promise.all([...parameters.values()].map(({ weight }) => weight.data()));
  const dict = new Map<string, StoredTensor>();
  [...parameters].forEach(([name, { weight, layout }], i) => {
    dict.set(name, { dtype: weight.dtype, shape: layout.shape, data: toTorch(values[i], layout) });
    // PyTorch counts batches after the statistics, and misses it where it is not there.
    const count = name.replace(/(^|\.)running_var$/, '$1num_batches_tracked');
    if (count !== name) dict.set(count, { dtype: 'int32', shape: [], data: new Int32Array(1) });
  });
  return dict;
}
