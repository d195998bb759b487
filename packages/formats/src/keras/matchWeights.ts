import type { Layer, StoredTensor } from '@striate/layers';
import { FormatError, type Variable } from '@striate/tensor';
import type { Hdf5Dataset } from '../hdf5/Hdf5Node';
import type { TensorMap } from '../LoadReport';
import { datasetAt, type KerasFile, listOf, memberAt, oldLayers } from './KerasFile';
import { kernelsAsNow } from './kernelsAsNow';
import { weightedLayers } from './legacyWeights';
import { weightDatasets } from './readKerasTensors';
import { storedTensor } from './storedTensor';
import { layerPlaces } from './weightPaths';

/** A weight, the data set that has its values, and the layer it is in. */
interface Match {
  readonly weight: Variable;
  readonly dataset: Hdf5Dataset;
  readonly layer: Layer;
}

/**
 * The tensors of a file under the names that the model's weights have here; one that belongs to none keeps the name it has in the file.
 * `byName` says how layers of a list are found: by name (true), in order (false), or as fits.
 */
export async function matchWeights(model: Layer, file: KerasFile, who: string, byName?: boolean): Promise<TensorMap> {
  const matches = file.layout === 'paths' ? byPath(model, file) : byLayer(model, file, who, byName);
  const names = new Map([...model.namedWeights()].map(([name, weight]) => [weight, name]));
  const used = new Set(matches.map(({ dataset }) => dataset));
  const tensors = new Map<string, StoredTensor>();
  for (const { weight, dataset, layer } of matches) {
    const name = names.get(weight);
    if (name) tensors.set(name, kernelsAsNow(await storedTensor(dataset, who), layer, file, dataset));
  }
  for (const [name, dataset] of weightDatasets(file, who)) {
    if (used.has(dataset) || isState(name)) continue;
    tensors.set(tensors.has(name) ? dataset.path : name, {
      shape: dataset.shape,
      dtype: 'float32',
      data: new Float32Array(0),
    });
  }
  return tensors;
}

/** What Keras keeps beside weights: states of random numbers, sums of metrics, the count of an adapted normalisation. */
function isState(name: string): boolean {
  return /(^|\/)(seed_generator|metrics|_metrics|loss_tracker|_loss_tracker)\//.test(name);
}

function byPath(model: Layer, { weights }: KerasFile): Match[] {
  const isOld = weights.members.has(oldLayers);
  return layerPlaces(model).flatMap(({ path, layer, weights: own }) => {
    const at = isOld ? path.replaceAll('layers', oldLayers) : path;
    return own.flatMap((weight, i) => {
      const dataset = memberAt(weights, `${at}/vars/${i}`);
      return dataset?.kind === 'dataset' ? [{ weight, dataset, layer }] : [];
    });
  });
}

interface StoredLayer {
  readonly name: string;
  readonly datasets: readonly Hdf5Dataset[];
}

function byLayer(model: Layer, file: KerasFile, who: string, byName: boolean | undefined): Match[] {
  const stored = listOf(file.weights, 'layer_names').flatMap((name): StoredLayer[] => {
    const group = memberAt(file.weights, name);
    if (group?.kind !== 'group') throw new FormatError(`${who}: layer '${name}' is in layer_names and not in the file`);
    const names = listOf(group, 'weight_names');
    return names.length > 0 ? [{ name, datasets: names.map((weight) => datasetAt(group, weight, who)) }] : [];
  });
  const layers = weightedLayers(model).filter(({ weights }) => weights.length > 0);
  const pairs = (find: (layer: StoredLayer, i: number) => (typeof layers)[number] | undefined) =>
    stored.flatMap((from, i) => {
      const to = find(from, i);
      return to ? [{ to, from }] : [];
    });
  const named = new Map(layers.map((layer) => [layer.layer.name, layer]));
  const inName = pairs(({ name }) => named.get(name));
  const inOrder = pairs((_, i) => layers[i]);
  if (byName === false && stored.length !== layers.length)
    throw new FormatError(
      `${who}: the file has ${stored.length} layers with weights, the model ${layers.length}; byName: true finds them by name`,
    );
  const fits = inOrder.every(
    ({ to, from }) =>
      to.weights.length === from.datasets.length &&
      to.weights.every((weight, i) => weight.size === from.datasets[i].shape.reduce((a, b) => a * b, 1)),
  );
  // Names that Keras made up are others in every program: where not all are known, the order counts, if it can be meant.
  const takesNames = byName ?? (inName.length === stored.length || stored.length !== layers.length || !fits);
  return (takesNames ? inName : inOrder).flatMap(({ to, from }) =>
    to.weights.flatMap((weight, i) =>
      from.datasets[i] ? [{ weight, dataset: from.datasets[i], layer: to.layer }] : [],
    ),
  );
}
