import type { Model } from '@striate/layers';
import type { Variable } from '@striate/tensor';
import type { DatasetContents } from '../hdf5/Hdf5Node';
import { writeHdf5 } from '../hdf5/writeHdf5';
import { optimizerVariables } from './optimizerVariables';
import { layerPlaces } from './weightPaths';

/** A group that members are put into one by one. */
interface OpenGroup {
  attributes?: Record<string, string>;
  readonly members: Map<string, OpenGroup | DatasetContents>;
}

/** The bytes of a `model.weights.h5` of Keras 3: a group for each layer, in it `vars` with its name and its weights by number. */
export async function encodeWeightsH5(model: Model): Promise<Uint8Array<ArrayBuffer>> {
  const root: OpenGroup = { members: new Map() };
  for (const { path, layer, weights } of layerPlaces(model)) {
    const vars = groupAt(root, path ? `${path}/vars` : 'vars');
    vars.attributes = { name: layer.name };
    for (const [i, weight] of weights.entries()) vars.members.set(`${i}`, await contentsOf(weight));
  }
  if (model.compiled) {
    const vars = groupAt(root, 'optimizer/vars');
    vars.attributes = { name: model.optimizer.name };
    (await optimizerVariables(model)).forEach((variable, i) => void vars.members.set(`${i}`, variable));
  }
  return writeHdf5(root);
}

/** The group at a path, and those on the way to it, made where they are not there. */
function groupAt(root: OpenGroup, path: string): OpenGroup {
  let group = root;
  for (const name of path.split('/')) {
    const inner = group.members.get(name);
    if (inner && 'members' in inner) group = inner;
    else {
      const made: OpenGroup = { members: new Map() };
      group.members.set(name, made);
      group = made;
    }
  }
  return group;
}

export async function contentsOf(weight: Variable): Promise<DatasetContents> {
  const { dtype, shape } = weight;
  return { dtype, shape, data: await weight.data() };
}
