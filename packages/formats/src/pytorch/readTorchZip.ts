import { readZip } from '@striate/data';
import { FormatError } from '@striate/tensor';
import type { StorageBytes } from './materialize';
import { ByteCursor } from './pickle/ByteCursor';
import { Unpickler } from './pickle/Unpickler';
import { torchHost } from './torchGlobals';

/** What a file of PyTorch holds, with its storages beside it. */
export interface TorchFile extends StorageBytes {
  readonly object: unknown;
}

// Since PyTorch 1.6 torch.save writes a zip archive, stored: <name>/data.pkl, the pickle, and <name>/data/<key>, the bytes of
// each storage; <name>/byteorder since 2.1 (caffe2/serialize/inline_container.h).

/** @throws {FormatError} for other archives and damaged ones. */
export async function readTorchZip(bytes: Uint8Array, who: string): Promise<TorchFile> {
  // torch.save stores and does not deflate; one that was packed again is not much smaller for it.
  const maxBytes = 2 ** 20 + 16 * bytes.length;
  const files = await readZip(bytes, { maxBytes, maxEntries: 100_000 }, who);
  const pickle = [...files.keys()].find((name) => /^[^/]+\/data\.pkl$/.test(name));
  if (pickle === undefined) {
    const names = [...files.keys()].slice(0, 10).join(', ');
    throw new FormatError(`${who}: the archive has no data.pkl, as torch.save writes it, but ${names || 'nothing'}`);
  }
  const folder = pickle.slice(0, -'data.pkl'.length);
  if (files.has(`${folder}constants.pkl`)) {
    throw new FormatError(
      `${who}: the file is a TorchScript program, torch.jit.save; save model.state_dict() with torch.save in PyTorch`,
    );
  }
  const order = new TextDecoder().decode(files.get(`${folder}byteorder`)).trim();
  const storages = `${folder}data/`;
  return {
    object: new Unpickler(new ByteCursor(files.get(pickle) ?? new Uint8Array(), who), torchHost(who)).load(),
    bytes: new Map(
      [...files].flatMap(([name, data]) => (name.startsWith(storages) ? [[name.slice(storages.length), data]] : [])),
    ),
    bigEndian: order === 'big',
  };
}
