import type { LoadReport, TensorMap } from '@striate/formats';
import type { Model, WeightsSource } from '@striate/layers';

/** Options of `loadPartial`. */
export interface LoadPartialOptions {
  /** The name in the model for a name in the file; undefined leaves a tensor out. Default: as it is. */
  rename?: (name: string) => string | undefined;
}

/**
 * Takes from a file what fits: tensors whose names and shapes are those of weights. The rest of the model stays as it is, a classifier of
 * another number of classes for example, and the report says what became of everything.
 *
 * Names are our own (`conv1/kernel`), or those of PyTorch's state dicts (`conv1.weight`), whose layouts are turned. Files are of any kind
 * that `readTensors` knows, told apart by what is in them: safetensors, PyTorch's.
 *
 * @throws {FormatError} if the file is damaged, or none of these.
 *
 * @example
 * const net = resNet18({ classes: 37, inputShape: [64, 64, 3] });
 * const { matched, missing, mismatched } = await loadPartial(net, 'resnet18-f37072fd.pth');
 * mismatched; // [{ name: 'fc.weight', expected: …, found: … }, …]
 */
export async function loadPartial(
  model: Model,
  tensors: TensorMap | WeightsSource,
  { rename = (name) => name }: LoadPartialOptions = {},
): Promise<LoadReport> {
  // On demand: the readers are much, and who has no files needs none.
  const { loadStateDict, loadTensors, readTensors } = await import('@striate/formats');
  const given = isMap(tensors) ? tensors : await readTensors(tensors);
  if (![...given.keys()].some((name) => name.includes('/')))
    return loadStateDict(model, given, { strict: false, rename });
  const renamed = [...given].flatMap(([name, stored]) => {
    const as = rename(name);
    return as === undefined ? [] : [[as, stored] as const];
  });
  return loadTensors(model, new Map(renamed), { strict: false });
}

function isMap(tensors: TensorMap | WeightsSource): tensors is TensorMap {
  return tensors instanceof Map;
}
