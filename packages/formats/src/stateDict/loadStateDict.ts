import type { Layer, StoredTensor } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import type { LoadReport, TensorMap } from '../LoadReport';
import { fill, type LoadTensorsOptions } from './fill';
import { torchParameters } from './parameters';

/** Options of `loadStateDict`. */
export interface LoadStateDictOptions extends LoadTensorsOptions {
  /** The name a tensor has in the model; undefined leaves the tensor out. Default: the name it has in the file. */
  readonly rename?: (name: string) => string | undefined;
}

/**
 * Gives a model the values of a PyTorch state dict. Names are those of PyTorch's modules, so layers must have them: `layer1.0.conv1`
 * has `layer1.0.conv1.weight`. Filters come as PyTorch keeps them, OIHW, and so do the weights of dense layers, whose features are
 * put into our order where a feature map was laid out flat before them. `num_batches_tracked` is passed over.
 *
 * All or nothing: with `strict`, the default, nothing changes unless all tensors and all weights find each other. The report of what
 * became of them names tensors as PyTorch does.
 *
 * @throws {FormatError} with `strict`: names what is missing, unexpected, or of another shape or dtype.
 * @throws {StriateError} if the model is not built.
 *
 * @example
 * loadStateDict(resNet18(), await readStateDict('resnet18-f37072fd.pth'));
 * @example
 * // A pretrained network with another number of classes: all but the last layer.
 * const { mismatched } = loadStateDict(resNet18({ classes: 10 }), tensors, { strict: false }); // fc.weight, fc.bias
 * @example
 * loadStateDict(vgg16(), await readTensors('timm-vgg16.safetensors'), { rename: timmVggNames });
 */
export function loadStateDict(
  model: Layer,
  tensors: TensorMap,
  { strict = true, rename = (name) => name }: LoadStateDictOptions = {},
): LoadReport {
  return fill(torchParameters(model, 'loadStateDict'), renamed(tensors, rename), { strict }, 'loadStateDict');
}

function renamed(tensors: TensorMap, rename: (name: string) => string | undefined): TensorMap {
  const found = new Map<string, StoredTensor>();
  for (const [name, stored] of tensors) {
    const as = rename(name);
    // How many batches a normalisation has seen: its momentum is fixed, and nothing comes of it.
    if (as === undefined || /(^|\.)num_batches_tracked$/.test(as)) continue;
    if (found.has(as)) throw new FormatError(`loadStateDict: '${name}' is one of two tensors renamed to '${as}'`);
    found.set(as, stored);
  }
  return found;
}
