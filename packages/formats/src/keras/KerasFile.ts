import { readZip } from '@striate/data';
import type { JsonConfig, StoredTensor, WeightsSource } from '@striate/layers';
import { FormatError, sizeOf } from '@striate/tensor';
import { bytesOf } from '../bytesOf';
import type { Hdf5Dataset, Hdf5Group, Hdf5Member } from '../hdf5/Hdf5Node';
import { isHdf5, readHdf5 } from '../hdf5/readHdf5';
import { parseConfig } from './parseConfig';
import { storedTensor } from './storedTensor';

/** A file of Keras, opened: what it says of the model, and where its weights are. */
export interface KerasFile {
  /** How its weights are ordered: by the paths of Keras 3, or by lists of layers and weights. */
  readonly layout: 'paths' | 'lists';
  /** Where the weights are. */
  readonly weights: Hdf5Group;
  /** Layers and options, where the file has them. */
  readonly config?: JsonConfig;
  /** What the model was compiled with, where the file has it. */
  readonly training?: JsonConfig;
  /** What the optimizer keeps, in order. */
  readonly optimizer: readonly Hdf5Dataset[];
  /** `1.2.2`, where the file says it. */
  readonly version: string;
  /** `tensorflow`, `theano`, where the file says it. */
  readonly backend: string | undefined;
}

/** Deflated floats hardly become smaller: an archive that unpacks to a hundred times its size is no model. */
const mostPacked = 100;

/** Opens an archive of Keras 3, or an HDF5 file of any version. */
export async function openKerasFile(source: WeightsSource, who: string): Promise<KerasFile> {
  const bytes = await bytesOf(source, who);
  if (isHdf5(bytes)) return openHdf5(readHdf5(bytes, who), who);
  if (bytes[0] !== 0x50 || bytes[1] !== 0x4b)
    throw new FormatError(
      `${who}: neither a .keras archive nor an HDF5 file: it begins with ${[...bytes.subarray(0, 4)].join(' ')}`,
    );
  const limits = { maxBytes: mostPacked * bytes.length + 2 ** 20, maxEntries: 10_000 };
  const files = await readZip(bytes, limits, who);
  const [config, weights] = ['config.json', 'model.weights.h5'].map((name) => files.get(name));
  if (!config || !weights)
    throw new FormatError(
      `${who}: a .keras archive has config.json and model.weights.h5; this one has ${[...files.keys()].slice(0, 10).join(', ')}`,
    );
  const metadata = textOf(files.get('metadata.json'));
  const { keras_version: version, striate_names: names } = metadata
    ? parseConfig(metadata, `${who}: metadata.json`)
    : {};
  const described = parseConfig(textOf(config) ?? '', `${who}: config.json`, textsOf(names));
  const training = described.compile_config;
  return {
    ...openPaths(readHdf5(weights, who)),
    ...(typeof version === 'string' && { version }),
    config: described,
    ...(isConfig(training) && Object.keys(training).length > 0 && { training }),
  };
}

function textOf(bytes: Uint8Array | undefined): string | undefined {
  return bytes && new TextDecoder().decode(bytes);
}

/** The entries of an object that are texts. */
function textsOf(value: unknown): ReadonlyMap<string, string> {
  const entries = isConfig(value) ? Object.entries(value) : [];
  return new Map(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}

function openHdf5(root: Hdf5Group, who: string): KerasFile {
  const text = (group: Hdf5Group, name: string) => {
    const value = group.attribute(name)?.values[0];
    return typeof value === 'string' ? value : undefined;
  };
  const inner = root.members.get('model_weights');
  const weights = inner?.kind === 'group' ? inner : root;
  if (!hasList(weights, 'layer_names')) {
    if (root.members.has('layers') || root.members.has(oldLayers) || root.members.has('vars')) return openPaths(root);
    throw new FormatError(`${who}: no file of Keras: it has neither layer_names nor a group 'layers'`);
  }
  const known = text(root, 'striate_names');
  const names = known === undefined ? undefined : textsOf(parseConfig(known, `${who}: striate_names`));
  const [config, training] = ['model_config', 'training_config'].map((name) => {
    const json = text(root, name);
    return json === undefined ? undefined : parseConfig(json, `${who}: ${name}`, names);
  });
  const kept = root.members.get('optimizer_weights');
  const variables = kept?.kind === 'group' ? listOf(kept, 'weight_names') : [];
  return {
    layout: 'lists',
    weights,
    ...(config && { config }),
    ...(training && { training }),
    optimizer: kept?.kind === 'group' ? variables.map((name) => datasetAt(kept, name, who)) : [],
    version: text(weights, 'keras_version') ?? text(root, 'keras_version') ?? '1',
    backend: text(weights, 'backend') ?? text(root, 'backend'),
  };
}

/** What TensorFlow 2.13 to 2.15 had for `layers`. */
export const oldLayers = '_layer_checkpoint_dependencies';

function openPaths(weights: Hdf5Group): KerasFile {
  const optimizer: Hdf5Dataset[] = [];
  const vars = memberAt(weights, 'optimizer/vars');
  for (let i = 0; vars?.kind === 'group'; i++) {
    const found = vars.members.get(`${i}`);
    if (found?.kind !== 'dataset') break;
    optimizer.push(found);
  }
  return { layout: 'paths', weights, optimizer, version: '3', backend: undefined };
}

/** A list of names in one attribute, or in several that are numbered. */
export function listOf(group: Hdf5Group, name: string): string[] {
  const whole = group.attribute(name);
  if (whole) return whole.values.map(String);
  const values: string[] = [];
  for (let i = 0; ; i++) {
    const part = group.attribute(`${name}${i}`);
    if (!part) return values;
    values.push(...part.values.map(String));
  }
}

function hasList(group: Hdf5Group, name: string): boolean {
  const names = group.attributeNames();
  return names.includes(name) || names.includes(`${name}0`);
}

export function memberAt(group: Hdf5Group, path: string): Hdf5Member | undefined {
  let found: Hdf5Member | undefined = group;
  for (const name of path.split('/').filter(Boolean))
    found = found?.kind === 'group' ? found.members.get(name) : undefined;
  return found;
}

/** @throws {FormatError} if there is none, or a link that is not followed. */
export function datasetAt(group: Hdf5Group, path: string, who: string): Hdf5Dataset {
  const found = memberAt(group, path);
  if (found?.kind === 'dataset') return found;
  const what = found ? `is a ${found.kind}` : 'is not there';
  throw new FormatError(`${who}: tensor '${path}' of '${group.path}' ${what}`);
}

/** All data sets below a group. */
export function datasetsIn(group: Hdf5Group): Hdf5Dataset[] {
  return [...group.members.values()].flatMap((member) =>
    member.kind === 'group' ? datasetsIn(member) : member.kind === 'dataset' ? [member] : [],
  );
}

/** How many values the weights of the file have. */
export function valuesIn({ weights }: KerasFile): number {
  return datasetsIn(weights).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
}

export function readAll(datasets: readonly Hdf5Dataset[], who: string): Promise<StoredTensor[]> {
  return Promise.all(datasets.map((dataset) => storedTensor(dataset, who)));
}

export function isConfig(value: unknown): value is JsonConfig {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
