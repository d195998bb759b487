import { storedBytes } from '@striate/layers';
import { FormatError } from '@striate/tensor';
import { ByteCursor } from './pickle/ByteCursor';
import { Unpickler } from './pickle/Unpickler';
import type { TorchFile } from './readTorchZip';
import { TorchStorage } from './TorchTensor';
import { torchHost } from './torchGlobals';

// Before PyTorch 1.6 torch.save wrote pickles one after the other: a magic number, the version of the protocol, facts about
// the machine, the object, the list of the keys of its storages; then for each of these the count of its numbers in eight
// bytes and the numbers, little endian on every machine (torch/serialization.py, _legacy_save).

const magic = 0x1950a86a20f9469cfc6cn;
const version = 1001;

/** @throws {FormatError} for other pickles and damaged files. */
export function readTorchStream(file: Uint8Array, who: string): TorchFile {
  const cursor = new ByteCursor(file, who);
  const storages = new Map<string, TorchStorage>();
  const host = torchHost(who);
  const next = () => new Unpickler(cursor, host).load();
  if (next() !== magic) {
    throw new FormatError(`${who}: a pickle, but not one that torch.save wrote: its magic number is not the first`);
  }
  const found = next();
  if (found !== version) cursor.fail(`version ${String(found)} of the format; ${version} is known`);
  next();
  const object = new Unpickler(cursor, {
    ...host,
    persistent(id) {
      const storage = host.persistent(id);
      if (storage instanceof TorchStorage) storages.set(storage.key, storage);
      return storage;
    },
  }).load();
  const keys = next();
  if (!Array.isArray(keys)) return cursor.fail('the list of the storages is none');
  const bytes = new Map<string, Uint8Array>();
  for (const key of keys) {
    const storage = typeof key === 'string' ? storages.get(key) : undefined;
    if (!storage) return cursor.fail(`storage '${String(key).slice(0, 40)}' belongs to no tensor`);
    const count = cursor.u64();
    if (count !== storage.total) {
      cursor.fail(`storage '${storage.key.slice(0, 40)}' has ${count} values, its tensors expect ${storage.total}`);
    }
    bytes.set(storage.key, cursor.take(count * storedBytes[storage.dtype]));
  }
  return { object, bytes, bigEndian: false };
}
