import type { StoredTensor, WeightsSource } from '@striate/layers';
import type { TensorMap } from '../LoadReport';
import { datasetAt, datasetsIn, type KerasFile, listOf, memberAt, openKerasFile } from './KerasFile';
import { storedTensor } from './storedTensor';

/**
 * The weights of a file of Keras by their names in it, whatever layers they belong to: of a `.keras` archive, a `.weights.h5`, or an
 * `.h5` of a whole model or of weights. `layers/dense/vars/0` in those of Keras 3, `dense/dense/kernel:0` in those before. What an
 * optimizer keeps is left out.
 *
 * @throws {FormatError} if it is no such file, or is damaged.
 *
 * @example
 * const tensors = await readKerasTensors('model.h5');
 * for (const [name, { shape }] of tensors) console.log(name, shape);
 */
export async function readKerasTensors(source: WeightsSource): Promise<TensorMap> {
  const file = await openKerasFile(source, 'readKerasTensors');
  const tensors = new Map<string, StoredTensor>();
  for (const [name, dataset] of weightDatasets(file, 'readKerasTensors'))
    tensors.set(name, await storedTensor(dataset, 'readKerasTensors'));
  return tensors;
}

/** The data sets of a file's weights by their names, in its order. */
export function weightDatasets({ layout, weights }: KerasFile, who: string) {
  if (layout === 'paths')
    return datasetsIn(weights)
      .map((dataset) => [dataset.path.slice(1), dataset] as const)
      .filter(([name]) => !/^_?optimizer\//.test(name));
  return listOf(weights, 'layer_names').flatMap((layer) => {
    const group = memberAt(weights, layer);
    if (group?.kind !== 'group') return [];
    return listOf(group, 'weight_names').map((name) => [`${layer}/${name}`, datasetAt(group, name, who)] as const);
  });
}
