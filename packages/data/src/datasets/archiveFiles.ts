import { FormatError, StriateError } from '@striate/tensor';
import { inflate, isGzip } from '../readers/inflate';
import { readBytes } from '../readers/readBytes';
import { readTar } from '../readers/readTar';
import type { DatasetCard, DatasetOptions } from './DatasetCard';
import { openFile } from './openFile';

const maxBytes = 2 ** 30;

type OnFile = (name: string, bytes: Uint8Array) => void | Promise<void>;

/**
 * Hands the files of a data set that is one archive to `onFile`, one at a time: from a folder where they lie unpacked, beside each other
 * or in `inner`, the archive's own folder, else out of the archive.
 */
export async function archiveFiles(
  card: DatasetCard,
  inner: string,
  names: readonly string[],
  options: DatasetOptions,
  onFile: OnFile,
): Promise<void> {
  const { folder } = options;
  if (folder !== undefined && (await unpackedFiles(String(folder).replace(/[/\\]+$/, ''), inner, names, card, onFile)))
    return;
  const left = new Set(names.map((name) => `${inner}/${name}`));
  for await (const { name, bytes } of readTar(await openFile(card, card.files[0], options), { maxBytes })) {
    if (left.delete(name)) await onFile(name.slice(inner.length + 1), bytes);
  }
  if (left.size > 0) throw new FormatError(`${card.name}: ${card.files[0].name} holds no ${[...left].join(', ')}`);
}

/** Whether the files lie in the folder. */
async function unpackedFiles(
  folder: string,
  inner: string,
  names: readonly string[],
  card: DatasetCard,
  onFile: OnFile,
): Promise<boolean> {
  for (const [i, name] of names.entries()) {
    let bytes: Uint8Array | undefined;
    for (const path of [`${folder}/${name}`, `${folder}/${name}.gz`, `${folder}/${inner}/${name}`]) {
      bytes = await readBytes(path, maxBytes);
      if (!bytes) continue;
      await onFile(name, isGzip(bytes) ? await inflate(bytes, maxBytes, path) : bytes);
      break;
    }
    if (!bytes && i === 0) return false;
    if (!bytes) throw new StriateError(`${card.name}: there is ${names[0]} in ${folder}, but no ${name}`);
  }
  return true;
}
