import { FormatError } from '@striate/tensor';
import { InertObject, PickleClass } from './pickle/PickleClass';
import type { PickleHost } from './pickle/Unpickler';
import { isCount, isCounts, type StorageDType, TorchStorage, TorchTensor } from './TorchTensor';

// The names a file of PyTorch may mention, and what stands for each: a function that makes inert data. Any other name is
// an error before anything is made, whatever the file wants done with it.

const classes: Readonly<Record<string, (args: readonly unknown[]) => unknown>> = {
  'collections.OrderedDict': toMap,
  // A dict with a rule for keys it lacks, and one of counts.
  'collections.defaultdict': () => new Map(),
  'collections.Counter': ([items]) => (items instanceof Map ? items : new Map()),
  'torch.Size': ([sizes]) => sizes,
  'torch._utils._rebuild_tensor': toTensor,
  'torch._utils._rebuild_tensor_v2': toTensor,
  'torch._utils._rebuild_parameter': ([data]) => data,
  'torch._utils._rebuild_parameter_with_state': ([data]) => data,
  'torch._tensor._rebuild_from_type_v2': fromType,
};

/** Named beside the weights, options and accuracies for one; nothing of them is kept. */
const inert: readonly string[] = [
  'torch.Tensor',
  'torch._tensor.Tensor',
  'torch.nn.parameter.Parameter',
  'torch.nn.parameter.Buffer',
  'torch.device',
  'argparse.Namespace',
  'numpy.core.multiarray.scalar',
  'numpy._core.multiarray.scalar',
  'numpy.core.multiarray._reconstruct',
  'numpy._core.multiarray._reconstruct',
  'numpy.dtype',
  'numpy.ndarray',
  '_codecs.encode',
];

const storageTypes: Readonly<Record<string, StorageDType>> = {
  FloatStorage: 'F32',
  DoubleStorage: 'F64',
  HalfStorage: 'F16',
  BFloat16Storage: 'BF16',
  LongStorage: 'I64',
  IntStorage: 'I32',
  ShortStorage: 'I16',
  CharStorage: 'I8',
  ByteStorage: 'U8',
  BoolStorage: 'BOOL',
  UntypedStorage: 'U8',
};

const maxRank = 64; // PyTorch's own bound

/** A type of storage; nothing calls it. */
class StorageType {
  readonly dtype: StorageDType;

  constructor(dtype: StorageDType) {
    this.dtype = dtype;
  }
}

/** What names and references mean in a pickle of PyTorch. */
export function torchHost(who: string): PickleHost {
  const found = new Map<string, PickleClass | StorageType>();
  return {
    find(module, name) {
      const path = `${module}.${name}`;
      const known = found.get(path) ?? findGlobal(module, name, who);
      found.set(path, known);
      return known;
    },
    persistent: (id) => toStorage(id, who),
  };
}

function findGlobal(module: string, name: string, who: string): PickleClass | StorageType {
  const path = `${module}.${name}`;
  if (/^torch(\.cuda|\.storage)?$/.test(module) && Object.hasOwn(storageTypes, name)) {
    return new StorageType(storageTypes[name]);
  }
  if (Object.hasOwn(classes, path)) return new PickleClass(path, classes[path]);
  if (inert.includes(path)) return new PickleClass(path, () => new InertObject(path));
  const quoted = `'${path.slice(0, 120)}'`;
  if (module.startsWith('torch') && name.endsWith('Storage')) {
    throw new FormatError(`${who}: tensors in a ${quoted}; known are ${Object.keys(storageTypes).join(', ')}`);
  }
  throw new FormatError(
    `${who}: the file asks for ${quoted}, which no state dict needs; nothing of it was run. ${saveStateDict}`,
  );
}

const saveStateDict =
  'Only PyTorch can make sense of a whole model, torch.save(model): save its state dict there, ' +
  "torch.save(model.state_dict(), 'weights.pth')";

/** What a pickle keeps beside itself: ('storage', type, key, device, count), in old files with a view of it. */
function toStorage(id: unknown, who: string): TorchStorage {
  const [kind, type, key, , count, view = null] = Array.isArray(id) ? id : [];
  if (kind === 'module') {
    throw new FormatError(`${who}: the file is a whole model. ${saveStateDict}`);
  }
  if (kind !== 'storage' || !(type instanceof StorageType) || !isKey(key) || !isCount(count)) {
    throw new FormatError(`${who}: a reference to something beside the pickle that is no storage`);
  }
  if (view === null) return new TorchStorage(type.dtype, key, count);
  const [viewKey, begin, size] = Array.isArray(view) ? view : [];
  if (!isKey(viewKey) || !isCount(begin) || !isCount(size) || begin + size > count) {
    throw new FormatError(`${who}: storage '${key}' of ${count} values has a view that is none`);
  }
  return new TorchStorage(type.dtype, key, count, begin, size);
}

function toMap([items]: readonly unknown[]): Map<unknown, unknown> {
  const pairs = Array.isArray(items) ? items.filter((item) => Array.isArray(item) && item.length === 2) : [];
  return new Map(pairs as [unknown, unknown][]);
}

function toTensor([storage, offset, shape, strides]: readonly unknown[]): TorchTensor {
  if (!(storage instanceof TorchStorage)) throw new FormatError('readStateDict: a tensor without a storage');
  if (!isCount(offset) || !isCounts(shape, maxRank) || !isCounts(strides, maxRank) || shape.length !== strides.length) {
    throw new FormatError('readStateDict: a tensor whose offset, shape and strides are none');
  }
  return new TorchTensor(storage, offset, shape, strides);
}

function isKey(value: unknown): value is string {
  return typeof value === 'string' && value.length <= 100;
}

/** A tensor of a class of its own: (function, class, its arguments, attributes). */
function fromType([rebuild, , args]: readonly unknown[]): unknown {
  if (rebuild instanceof PickleClass && rebuild.make === toTensor && Array.isArray(args)) return toTensor(args);
  throw new FormatError('readStateDict: a tensor that is rebuilt by no function of tensors');
}
