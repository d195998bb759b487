import type { Model } from '@striate/layers';
import { FormatError, type Variable } from '@striate/tensor';
import type { AttributeContents, DatasetContents, GroupContents } from '../hdf5/Hdf5Node';
import { writeHdf5 } from '../hdf5/writeHdf5';
import { contentsOf } from './encodeWeightsH5';
import { weightedLayers } from './legacyWeights';
import { compileJson, configText, kerasVersion, legacyConfig, modelConfig } from './modelConfig';
import { optimizerVariables } from './optimizerVariables';
import { namesBack } from './storedNames';

/** Which conventions kernels follow: those of TensorFlow, which do not turn them round. */
const backend = 'tensorflow';

/** An attribute takes no more than this; a longer list is cut into several. */
const longestList = 64512;

/** The bytes of an `.h5` file of a whole model: `model_config`, `training_config`, `model_weights`, `optimizer_weights`. */
export async function encodeH5(model: Model, names: ReadonlyMap<string, string>): Promise<Uint8Array<ArrayBuffer>> {
  const { compile_config: _, build_config: __, ...config } = modelConfig(model);
  const attributes: Record<string, AttributeContents> = {
    keras_version: kerasVersion,
    backend,
    model_config: configText(legacyConfig(config), names),
    ...(names.size > 0 && { striate_names: JSON.stringify(namesBack(names)) }),
  };
  const members = new Map([['model_weights', await weightsGroup(model, names)]]);
  const compiled = compileJson(model);
  if (compiled) {
    const { optimizer: optimizer_config, ...others } = compiled;
    attributes.training_config = configText({ ...others, optimizer_config: optimizer_config ?? null }, names);
    members.set('optimizer_weights', await optimizerGroup(model));
  }
  return writeHdf5({ attributes, members });
}

/** The weights by layers, as an `.h5` file of weights has them at its root. */
async function weightsGroup(model: Model, stored: ReadonlyMap<string, string>): Promise<GroupContents> {
  const members = new Map<string, GroupContents>();
  const layers = weightedLayers(model);
  for (const { layer, weights, names } of layers) {
    members.set(
      stored.get(layer.name) ?? layer.name,
      await listGroup(weights.map((weight, i) => [`${names[i]}:0`, weight])),
    );
  }
  members.set('top_level_model_weights', await listGroup([]));
  const names = layers.map(({ layer }) => stored.get(layer.name) ?? layer.name);
  return { attributes: { ...listAttributes('layer_names', names), backend, keras_version: kerasVersion }, members };
}

async function listGroup(weights: readonly (readonly [string, Variable])[]): Promise<GroupContents> {
  const contents: [string, DatasetContents][] = [];
  for (const [name, weight] of weights) contents.push([name, await contentsOf(weight)]);
  return datasetsGroup(contents);
}

async function optimizerGroup(model: Model): Promise<GroupContents> {
  const variables = await optimizerVariables(model);
  return datasetsGroup(variables.map((variable) => [`${model.optimizer.name}/${variable.name}`, variable]));
}

/** A group of data sets whose names may be paths, and the list of them. */
function datasetsGroup(contents: readonly (readonly [string, DatasetContents])[]): GroupContents {
  type Members = Map<string, GroupContents | DatasetContents>;
  const members: Members = new Map();
  for (const [name, values] of contents) {
    const parts = name.split('/');
    const last = parts.pop() ?? name;
    let inner: Members = members;
    for (const part of parts) {
      const known = inner.get(part);
      const next: Members = known && 'members' in known ? (known.members as Members) : new Map();
      if (known && !('members' in known)) throw new FormatError(`encodeModel: '${name}' lies in a tensor`);
      inner.set(part, { members: next });
      inner = next;
    }
    inner.set(last, values);
  }
  return {
    attributes: listAttributes(
      'weight_names',
      contents.map(([name]) => name),
    ),
    members,
  };
}

/** A list of names as one attribute, or as several that are numbered: `layer_names0`, `layer_names1`, … */
function listAttributes(name: string, values: readonly string[]): Record<string, readonly string[]> {
  const width = Math.max(1, ...values.map((value) => new TextEncoder().encode(value).length));
  if (values.length * width <= longestList) return { [name]: values };
  const parts = Math.ceil((values.length * width) / (longestList - width));
  const size = Math.ceil(values.length / parts);
  return Object.fromEntries(
    Array.from({ length: Math.ceil(values.length / size) }, (_, i) => [
      `${name}${i}`,
      values.slice(i * size, (i + 1) * size),
    ]),
  );
}
