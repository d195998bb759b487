import { FormatError, formatShape, StriateError, sameShape, scope, tensor, type Variable } from '@striate/tensor';
import type { Layer } from '../Layer';
import { readFile, writeFile } from './files';
import { modelFormats } from './modelFormats';
import { decodeSafetensors, encodeSafetensors, type StoredTensor } from './safetensors';

/** Where weights come from: a path or URL, or the bytes of a safetensors file. */
export type WeightsSource = string | URL | Uint8Array | ArrayBuffer | Blob;

export async function weightsToSafetensors(model: Layer): Promise<Uint8Array> {
  const named = requireWeights(model, 'toSafetensors');
  const stored = await Promise.all(
    [...named].map(async ([name, weight]): Promise<[string, StoredTensor]> => {
      const { dtype, shape } = weight;
      return [name, { dtype, shape, data: await weight.data() }];
    }),
  );
  return encodeSafetensors(stored);
}

export async function saveWeights(model: Layer, path: string): Promise<void> {
  await writeFile(path, await weightsToSafetensors(model), 'saveWeights');
}

export async function loadWeights(model: Layer, source: WeightsSource): Promise<void> {
  const named = requireWeights(model, 'loadWeights');
  const bytes = await bytesOf(source);
  if (isForeign(bytes)) return (await modelFormats('loadWeights')).loadForeignWeights(model, bytes);
  const { tensors } = decodeSafetensors(bytes);
  checkWeights(named, tensors, 'loadWeights');
  scope(() => {
    // All memory is taken before the first weight changes.
    const values = [...named].map(([name, weight]) => {
      const { data, shape, dtype } = tensors.get(name)!;
      return [weight, tensor(data, shape, dtype)] as const;
    });
    for (const [weight, value] of values) weight.assign(value);
  });
}

/** Whether a file begins as those of Keras and PyTorch do: a zip archive, HDF5, a pickle. */
function isForeign(bytes: Uint8Array): boolean {
  const starts = [
    [0x50, 0x4b, 0x03, 0x04],
    [0x89, 0x48, 0x44, 0x46],
    [0x80, 0x02],
  ];
  // Where a safetensors file has its header's length, behind it is JSON.
  return bytes[8] !== 0x7b && starts.some((start) => start.every((byte, i) => bytes[i] === byte));
}

async function bytesOf(source: WeightsSource): Promise<Uint8Array> {
  if (source instanceof Uint8Array) return source;
  if (source instanceof ArrayBuffer) return new Uint8Array(source);
  if (typeof Blob !== 'undefined' && source instanceof Blob) return new Uint8Array(await source.arrayBuffer());
  if (typeof source === 'string' || source instanceof URL) return readFile(String(source), 'loadWeights');
  throw new StriateError(
    `loadWeights: takes a path, a URL, bytes or a Blob, got ${Object.prototype.toString.call(source)}`,
  );
}

function requireWeights(model: Layer, who: string): Map<string, Variable> {
  const named = model.namedWeights();
  if (named.size > 0) return named;
  const why = model.built ? 'has no weights' : 'is not built: give its first layer an inputShape, or call it once';
  throw new StriateError(`${who}: '${model.name}' ${why}`);
}

/** Throws one error with everything that does not fit. */
export function checkWeights(
  named: ReadonlyMap<string, Variable>,
  tensors: ReadonlyMap<string, StoredTensor>,
  who: string,
): void {
  const missing = [...named.keys()].filter((name) => !tensors.has(name));
  const unexpected = [...tensors.keys()].filter((name) => !named.has(name));
  const different = [...named].flatMap(([name, weight]) => {
    const found = tensors.get(name);
    if (!found || (sameShape(found.shape, weight.shape) && found.dtype === weight.dtype)) return [];
    return [
      `${name} (${weight.dtype} ${formatShape(weight.shape)}, in the file ${found.dtype} ${formatShape(found.shape)})`,
    ];
  });
  const problems = [
    ['missing', missing],
    ['unexpected', unexpected],
    ['of another shape', different],
  ] as const;
  const found = problems.filter(([, names]) => names.length > 0).map(([what, names]) => `${what}: ${names.join(', ')}`);
  if (found.length > 0)
    throw new FormatError(`${who}: the file does not fit the model, which is left as it is; ${found.join('; ')}`);
}
